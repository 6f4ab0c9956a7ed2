"""The figures of the assignment; matplotlib is imported when the first one is drawn.

Team colours are two of Okabe and Ito's, which colour-blind readers can tell apart, and the teams
differ in their markers too. Every figure carries a description in words.
"""

import numpy as np

from .notebook_output import show

OWN, OTHER = "#0072B2", "#D55E00"
OWN_GROUND, OTHER_GROUND = "#D6E8F4", "#FBE3D3"
INK = "#333333"
TEAMS = ((1, "our team", OWN, "o"), (0, "other team", OTHER, "^"))


def new_figure(rows=1, columns=1, width=5.0, height=4.2, **options):
    """Return a figure and its axes in the style of the course."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(
        rows, columns, figsize=(width * columns, height * rows), layout="constrained", **options
    )
    for axis in np.atleast_1d(axes).flat:
        axis.spines[["top", "right"]].set_visible(False)
        axis.tick_params(colors=INK, labelsize=9)
    return figure, axes


def draw_players(axis, X, Y, wrong=None):
    """Scatter the columns of X (2, m) by team; ring those that `wrong` (1, m) marks."""
    for label, name, colour, marker in TEAMS:
        points = X[:, np.ravel(Y) == label]
        axis.scatter(
            *points, s=26, c=colour, marker=marker, edgecolors="white", linewidths=0.5, label=name
        )
    if wrong is not None and np.any(wrong):
        axis.scatter(
            *X[:, np.ravel(wrong)],
            s=75,
            facecolors="none",
            edgecolors=INK,
            linewidths=1.0,
            label="wrong side",
        )


def draw_ground(axis, decide, limits):
    """Colour the ground by `decide(points)`, draw the boundary; return the labels on the grid."""
    (left, right), (bottom, top) = limits
    x, y = np.meshgrid(np.linspace(left, right, 300), np.linspace(bottom, top, 300))
    ground = np.asarray(decide(np.vstack([x.ravel(), y.ravel()])), dtype=float).reshape(x.shape)
    axis.contourf(x, y, ground, levels=[-0.5, 0.5, 1.5], colors=[OTHER_GROUND, OWN_GROUND])
    if ground.min() < ground.max():
        axis.contour(x, y, ground, levels=[0.5], colors=INK, linewidths=1.4)
    axis.set(xlim=(left, right), ylim=(bottom, top))
    return ground


def limits_of(*sets):
    """Return ((left, right), (bottom, top)) with a margin around all the given (2, m) arrays."""
    points = np.hstack(sets)
    low, high = points.min(axis=1), points.max(axis=1)
    margin = 0.06 * (high - low)
    return tuple(zip(low - margin, high + margin, strict=True))


def label_pitch(axis, title=""):
    """Name the two directions of the pitch on the axes."""
    axis.set_xlabel("x: across the pitch", color=INK)
    axis.set_ylabel("y: along the pitch", color=INK)
    axis.set_title(title, fontsize=11, color=INK)


def legend_below(figure, axes, columns=3):
    """Put one legend for all axes under the figure."""
    entries = {}
    for axis in np.atleast_1d(axes).flat:
        entries.update(dict(zip(*reversed(axis.get_legend_handles_labels()), strict=True)))
    figure.legend(
        entries.values(), entries.keys(), loc="outside lower center", ncols=columns, frameon=False
    )


def plot_players(X, Y, title=""):
    """Show where headers were won, by team: X (2, m), Y (1, m)."""
    figure, axis = new_figure(height=4.6)
    draw_players(axis, X, Y)
    label_pitch(axis, title)
    legend_below(figure, axis)
    own = int(np.sum(Y))
    words = f"a scatter plot of {X.shape[1]} headers, {own} won by our team (circles), "
    show(figure, words + f"{X.shape[1] - own} by the other (triangles).")


def plot_decision_boundary(decide, X, Y, title=""):
    """Show the two grounds of `decide` (points (2, k) to labels) with the points X, Y on them."""
    figure, axis = new_figure(height=4.6)
    wrong = np.asarray(decide(X)).reshape(1, -1) != Y
    draw_ground(axis, decide, limits_of(X))
    draw_players(axis, X, Y, wrong)
    label_pitch(axis, title)
    legend_below(figure, axis)
    show(
        figure, f"{title or 'decision boundary'}; {int(wrong.sum())} of {Y.size} points lie wrong."
    )


def plot_costs(costs, every, learning_rate, title=""):
    """Show the cost over the iterations; `costs` holds one for every `every` iterations."""
    figure, axis = new_figure(width=6.0, height=3.0)
    axis.plot(np.arange(len(costs)) * every, costs, color=OWN, linewidth=1.8)
    axis.set_xlabel("iteration", color=INK)
    axis.set_ylabel("cost", color=INK)
    axis.set_title(f"{title} (learning rate {learning_rate})".strip(), fontsize=11, color=INK)
    axis.grid(axis="y", color="#DDDDDD", linewidth=0.6)
    show(figure, f"the cost goes from {costs[0]:.3f} to {costs[-1]:.3f}.")
