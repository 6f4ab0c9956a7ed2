"""The figures and the table that set trained nets side by side."""

import numpy as np

from .notebook_output import show
from .reg_plots import (
    INK,
    OTHER,
    OWN,
    draw_ground,
    draw_players,
    label_pitch,
    legend_below,
    limits_of,
    new_figure,
)
from .reg_utils import accuracy, predict_dec
from .thinned_nets import draw_thinned_nets


def show_run(name, parameters, train_X, train_Y, test_X, test_Y):
    """Show one net's boundary on the training and the test points; nothing without a net."""
    if parameters is not None:
        compare_boundaries({name: parameters}, train_X, train_Y, test_X, test_Y)


def compare_boundaries(nets, train_X, train_Y, test_X, test_Y):
    """Show the boundaries of `nets` {name: parameters or None}, all with the same scales.

    One net: training and test points side by side. More: a column each, training points above.
    """
    nets = {name: net for name, net in nets.items() if net is not None}
    sets = (("training", train_X, train_Y), ("test", test_X, test_Y))
    alone = len(nets) == 1
    rows, columns = (1, 2) if alone else (2, len(nets))
    figure, axes = new_figure(
        rows, columns, width=4.0, height=3.9, sharex=True, sharey=True, squeeze=False
    )
    limits, said = limits_of(train_X, test_X), []
    for column, (name, net) in enumerate(nets.items()):
        for row, (which, X, Y) in enumerate(sets):
            axis = axes[0, row] if alone else axes[row, column]
            ground = draw_ground(axis, lambda points, net=net: predict_dec(net, points), limits)
            draw_players(axis, X, Y, predict_dec(net, X) != Y)
            score = f"{accuracy(net, X, Y):.1%}"
            label_pitch(axis, f"{name}\n{score} of the {which} points right")
            said.append(f"{name}, {which} {score}" + (f", {_shape(ground)}" if row == 0 else ""))
    for axis in axes.flat:
        axis.label_outer()
    legend_below(figure, axes)
    show(
        figure,
        "decision boundaries with the points that lie on the wrong side ringed; "
        + "; ".join(said)
        + ".",
    )


def _shape(ground):
    """Say in words how often the boundary turns back: borders crossed on one way up the pitch."""
    borders = np.sum(ground[1:] != ground[:-1], axis=0)
    if not borders.any():
        return "no boundary at all"
    if borders.max() == 1:
        return "one boundary that never turns back"
    return f"a boundary with bends and islands, crossed up to {borders.max()} times on one way up"


def compare_table(nets, train_X, train_Y, test_X, test_Y):
    """Print a line for each of `nets`: accuracies, the gap between them, size of the weights."""
    print(f"{'model':<26}{'training':>10}{'test':>8}{'gap':>14}{'sum of W squared':>19}")
    for name, net in nets.items():
        if net is None:
            print(f"{name:<26}{'not trained yet':>18}")
            continue
        train, test = accuracy(net, train_X, train_Y), accuracy(net, test_X, test_Y)
        size = sum(np.sum(net[key] ** 2) for key in ("W1", "W2", "W3"))
        gap = f"{100 * (train - test):+.1f} points"
        print(f"{name:<26}{train:>10.1%}{test:>8.1%}{gap:>14}{size:>19.1f}")


def show_thinned_nets(keep_prob):
    """Show a whole net, and some thinned ones."""
    draw_thinned_nets(keep_prob, new_figure, show)


def show_masks(masks, examples=40):
    """Show masks {row title: list of D (units, m)} next to each other, for the first examples."""
    columns = max(len(row) for row in masks.values())
    figure, axes = new_figure(
        len(masks), columns, width=3.4, height=2.1, sharex=True, sharey=True, squeeze=False
    )
    for axis_row, (title, row) in zip(axes, masks.items(), strict=True):
        for number, (axis, mask) in enumerate(zip(axis_row, row, strict=True), start=1):
            axis.imshow(
                np.asarray(mask)[:, :examples] > 0,
                cmap="Greys",
                vmin=0,
                vmax=1.6,
                aspect="auto",
                interpolation="nearest",
            )
            axis.set_title(f"{title}, call {number}", fontsize=10, color=INK)
            axis.set(xlabel=f"example (first {examples})", ylabel="unit of layer 1")
            axis.label_outer()
    same = {
        title: all(np.array_equal(row[0], mask) for mask in row) for title, row in masks.items()
    }
    said = "; ".join(
        f"{title}: {'all the same' if is_same else 'all different'}"
        for title, is_same in same.items()
    )
    show(figure, f"masks of layer 1 in successive calls (grey: kept, white: dropped). {said}.")


def show_spread(shares, off):
    """Show test accuracies of many predictions with dropout on, and the one with dropout off."""
    shares = np.asarray(shares)
    figure, axis = new_figure(width=6.0, height=3.0)
    step = np.min(np.diff(np.unique(shares)), initial=1)  # one test point more or less
    edges = 100 * np.arange(shares.min() - step / 2, shares.max() + step, step)
    axis.hist(
        100 * shares, bins=edges, color=OTHER, alpha=0.75, edgecolor="white", label="dropout on"
    )
    axis.axvline(100 * off, color=OWN, linewidth=2.2, linestyle="--", label="dropout off")
    axis.set_xlabel("test accuracy in percent", color=INK)
    axis.set_ylabel("number of predictions", color=INK)
    axis.set_title("The same net asked again and again", fontsize=11, color=INK)
    legend_below(figure, axis, columns=2)
    show(
        figure,
        f"with dropout on, {shares.size} predictions of the same test set score between "
        f"{shares.min():.1%} and {shares.max():.1%}, {shares.mean():.1%} on average; "
        f"with dropout off it is always {off:.1%}.",
    )
