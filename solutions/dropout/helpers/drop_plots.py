"""How the figures of the assignment look; matplotlib is imported when the first one is drawn.

The colours are Okabe and Ito's, which colour-blind readers can tell apart, and lines differ in
their markers or dashes too. Every figure carries a description in words.
"""

import numpy as np

from .drop_standin import standin_images
from .notebook_output import show

BLUE, VERMILION, GREEN, PURPLE, ORANGE = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00"
INK, FAINT = "#333333", "#DDDDDD"
STYLES = {  # keep ratio: colour, marker
    1: (BLUE, "o"),
    0.9: (ORANGE, "v"),
    0.75: (GREEN, "s"),
    0.5: (PURPLE, "D"),
    0.25: (VERMILION, "^"),
}


def new_figure(rows=1, columns=1, width=5.0, height=3.4, **options):
    """Return a figure and its axes in the style of the course."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(
        rows, columns, figsize=(width * columns, height * rows), layout="constrained", **options
    )
    for axis in np.atleast_1d(axes).flat:
        axis.spines[["top", "right"]].set_visible(False)
        axis.tick_params(colors=INK, labelsize=9)
    return figure, axes


def label(axis, title="", x="", y="", grid=True):
    """Write title and axis labels, and draw faint horizontal lines."""
    axis.set_title(title, fontsize=11, color=INK)
    axis.set_xlabel(x, color=INK)
    axis.set_ylabel(y, color=INK)
    if grid:
        axis.grid(axis="y", color=FAINT, linewidth=0.6)
        axis.set_axisbelow(True)


def percent(axis):
    """Write the y axis in percent."""
    from matplotlib.ticker import PercentFormatter

    axis.yaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))


def legend_below(figure, axes, columns=5):
    """Put one legend for all axes under the figure."""
    entries = {}
    for axis in np.atleast_1d(axes).flat:
        entries.update(dict(zip(*reversed(axis.get_legend_handles_labels()), strict=True)))
    figure.legend(
        entries.values(), entries.keys(), loc="outside lower center", ncols=columns, frameon=False
    )


def is_standin(y_train):
    """Say whether these are the labels of the stand-in, not those of CIFAR-10."""
    return np.array_equal(y_train[:50], standin_images(50)[1][: len(y_train)])


def class_names(y_train):
    """Return the ten names of CIFAR-10's classes, or class 0, class 1, ... for the stand-in."""
    if is_standin(y_train):
        return [f"class {number}" for number in range(10)]
    return "plane car bird cat deer dog frog horse ship truck".split()


def show_images(data, rows=4):
    """Show `rows` training images of each class, a column each.

    The mean image is subtracted in `data`, so the colours are shifted.
    """
    X, y = data["X_train"], data["y_train"]
    names = class_names(y)
    low, high = np.percentile(X[:500], (1, 99))
    figure, axes = new_figure(rows, len(names), width=0.86, height=0.86, squeeze=False)
    for column, name in enumerate(names):
        for row, image in enumerate(X[y == column][:rows]):
            shown = (image.transpose(1, 2, 0) - low) / (high - low)
            axes[row, column].imshow(np.clip(shown, 0, 1), interpolation="nearest")
        axes[0, column].set_title(name, fontsize=9, color=INK)
    for axis in axes.flat:
        axis.axis("off")
    show(
        figure,
        f"{rows} training images of each of the {len(names)} classes ({', '.join(names)}), a "
        "column each; the mean image is subtracted, so the colours are shifted.",
    )


def show_masks(masks, features=40):
    """Show the outputs of several calls as masks, rows are examples: grey kept, white dropped."""
    figure, axes = new_figure(1, len(masks), width=3.4, height=2.1, sharey=True)
    for axis, (title, mask) in zip(axes, masks.items(), strict=True):
        axis.imshow(
            np.asarray(mask)[:, :features] != 0,
            cmap="Greys", vmin=0, vmax=1.6, aspect="auto", interpolation="nearest",
        )  # fmt: skip
        label(axis, title, "unit", "example", grid=False)
        axis.label_outer()
    said = "; ".join(f"{title}: {np.mean(mask != 0):.0%} kept" for title, mask in masks.items())
    show(figure, f"masks with a row for each example (grey: kept, white: dropped). {said}.")
