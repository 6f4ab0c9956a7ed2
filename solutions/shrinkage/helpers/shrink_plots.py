"""The figures of the assignment; matplotlib is imported when the first one is drawn.

Colours are of Okabe and Ito, which colour-blind readers can tell apart; lines differ in their
dashes, and points in their markers. Every figure carries a description in words.
"""

import numpy as np

from .notebook_output import show

BLUE, RED, GREEN, INK = "#0072B2", "#D55E00", "#009E73", "#333333"
HIGHEST = 30  # risk that the picture shows
LOOKS = (
    {"color": BLUE, "marker": "o", "linestyle": "-"},
    {"color": RED, "marker": "^", "linestyle": "--"},
    {"color": GREEN, "marker": "s", "linestyle": ":"},
)


def new_figure(columns=1, width=5.6, height=3.8, **options):
    """Return a figure and its axes in the style of the course."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(
        1, columns, figsize=(width * columns, height), layout="constrained", **options
    )
    for axis in np.atleast_1d(axes).flat:
        axis.spines[["top", "right"]].set_visible(False)
        axis.tick_params(colors=INK, labelsize=9)
    return figure, axes


def show_shares(values, shares):
    """Show {name: share kept of each direction} against the eigenvalue of the direction."""
    figure, axis = new_figure()
    for size, look, (name, kept) in zip((10, 5, 4), LOOKS, shares.items(), strict=True):
        # what lies on another line can be seen within its markers
        ground = {"markerfacecolor": "white"} if size == 10 else {}
        axis.plot(values, kept, label=name, markersize=size, **look, **ground)
    axis.set(xscale="log", ylim=(-0.03, 1.05))
    axis.set_xlabel("eigenvalue l of the direction (log scale)", color=INK)
    axis.set_ylabel("share kept of least squares", color=INK)
    axis.set_title("Which directions are spared?", fontsize=11, color=INK)
    axis.legend(frameon=False, fontsize=9, loc="upper left")
    said = "; ".join(
        f"{name}: " + " ".join(f"{share:.0%}" for share in kept) for name, kept in shares.items()
    )
    show(
        figure,
        f"share kept against the eigenvalue, from {values[0]:.2f} down to {values[-1]:.3f}: "
        f"{said}. Every line rises with the eigenvalue.",
    )


def show_paths(times, by_ridge, by_descent):
    """Show the weights (len(times), d) of ridge against 1/lambda, of descent against eta t."""
    figure, axes = new_figure(2, width=4.6, sharey=True)
    titles = ("ridge", "descent, stopped"), ("1 / λ", "η t")
    for axis, title, name, path in zip(axes, *titles, (by_ridge, by_descent), strict=True):
        for number, weight in enumerate(np.transpose(path)):
            look = LOOKS[number % 3] | {"marker": ""}
            axis.plot(times, weight, linewidth=1.8 if number < 3 else 1.1, **look)
            axis.annotate(f"$w_{number + 1}$", (times[-1], weight[-1]), fontsize=9, color=INK)
        axis.axhline(0, color=INK, linewidth=0.6)
        axis.set(xscale="log", title=title)
        axis.set_xlabel(f"{name} (log scale)", color=INK)
    axes[0].set_ylabel("weight", color=INK)
    apart = float(np.max(np.abs(np.subtract(by_ridge, by_descent))))
    show(
        figure,
        f"five weights grow from zero to least squares, on the left with 1/λ, on the right with "
        f"ηt; the two pictures differ by {apart:.2f} at most, while the largest weight is "
        f"{np.max(np.abs(by_ridge)):.2f}.",
    )


def show_masks(sampled, exact):
    """Show a histogram of the objective under random masks, and its exact mean as a line."""
    figure, axis = new_figure()
    axis.hist(sampled, bins=40, color=BLUE, alpha=0.7, edgecolor="white", label="random masks")
    axis.axvline(exact, color=RED, linewidth=2.2, linestyle="--", label="your exact mean")
    axis.set_xlabel("objective with one mask", color=INK)
    axis.set_ylabel("number of masks", color=INK)
    axis.set_title("One mask is a gamble, their mean is not", fontsize=11, color=INK)
    axis.legend(frameon=False, fontsize=9)
    error = np.std(sampled) / np.sqrt(np.size(sampled))
    show(
        figure,
        f"the objective under {np.size(sampled)} random masks lies between {np.min(sampled):.1f} "
        f"and {np.max(sampled):.1f}, {np.mean(sampled):.2f} ± {error:.2f} on average; the exact "
        f"mean is {exact:.3f}.",
    )


def show_risk(ratios, risks, theory, ridge_ratios, ridge_risks, ridge_theory):
    """Show the risk of the smallest fit and of the best ridge against d/n, on a log scale.

    risks, ridge_risks: (len, 2), mean and standard error. theory, ridge_theory: functions.
    """
    figure, axis = new_figure(width=6.4, height=4.2)
    fine = np.concatenate([np.linspace(0.15, 0.97, 120), [1], np.linspace(1.03, 5.2, 200)])
    for name, look, law, at, found in (
        ("smallest fit", LOOKS[1], theory, ratios, risks),
        ("best ridge", LOOKS[0], ridge_theory, ridge_ratios, ridge_risks),
    ):
        line = np.array([law(ratio) for ratio in fine])
        line[np.isinf(line)] = np.nan
        axis.plot(fine, line, color=look["color"], linestyle=look["linestyle"], label=name)
        seen = found[:, 0] < HIGHEST
        mean, error = found[seen].T
        axis.errorbar(np.array(at)[seen], mean, 2 * error, color=look["color"], fmt=look["marker"],
                      markersize=5, capsize=2)  # fmt: skip
    axis.axvline(1, color=INK, linewidth=0.6)
    axis.set(xscale="log", yscale="log", ylim=(0.03, HIGHEST), xticks=[0.2, 0.5, 1, 2, 5])
    axis.set_xticklabels(["0.2", "0.5", "1", "2", "5"])
    axis.minorticks_off()
    axis.set_xlabel("features per example, d / n (log scale)", color=INK)
    axis.set_ylabel("|w - w*|² (log scale)", color=INK)
    axis.set_title("Lines: theory. Points: your fits", fontsize=11, color=INK)
    axis.legend(frameon=False, fontsize=9)
    at_one = found_at(ratios, risks, 1)
    show(
        figure,
        f"the risk of the smallest fit rises from {risks[0, 0]:.2f} at d/n = {ratios[0]:g} to "
        f"{at_one:.0f} at d/n = 1, outside the picture, and falls to {risks[-1, 0]:.2f} at "
        f"{ratios[-1]:g}; ridge with its best price has no peak: {ridge_risks[0, 0]:.2f} to "
        f"{ridge_risks[-1, 0]:.2f}.",
    )


def found_at(ratios, risks, ratio):
    """Return the mean risk at one of the ratios."""
    return float(risks[list(ratios).index(ratio), 0])
