"""The figures of the experiments, one question each."""

import numpy as np

from .drop_plots import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    VERMILION,
    label,
    legend_below,
    new_figure,
    percent,
)
from .norm_runs import KINDS, best
from .notebook_output import show

LOOKS = ((BLUE, "o"), (ORANGE, "s"), (VERMILION, "^"))
OF_KIND = {
    None: (INK, "o", ":"),
    "batchnorm": (BLUE, "s", "-"),
    "layernorm": (VERMILION, "^", "--"),
}
NAMES = {None: "plain", "batchnorm": "batch normalisation", "layernorm": "layer normalisation"}


def show_signal(signal):
    """Show the size of the signal by layer; `signal` {name: {weight scale: sizes}}."""
    figure, axes = new_figure(1, len(signal), width=4.4, sharex=True, sharey=True, squeeze=False)
    said = []
    for axis, (name, by_scale) in zip(axes.flat, signal.items(), strict=True):
        for (scale, sizes), (colour, marker) in zip(by_scale.items(), LOOKS, strict=True):
            axis.plot(range(1, len(sizes) + 1), sizes, color=colour, marker=marker,
                      linewidth=1.6, label=f"weight scale {scale:.3g}")  # fmt: skip
            said.append(f"{name}, weight scale {scale:.3g}: {sizes[-1]:.3g}")
        axis.set_yscale("log")
        label(axis, name, "layer", "standard deviation")
        axis.label_outer()
    legend_below(figure, axes, columns=3)
    show(figure, f"the standard deviation after {len(sizes)} layers. {'; '.join(said)}.")


def show_companions(found):
    """Show how one example's output scatters, over the batch; `found` {N: (mean, std)}."""
    figure, axis = new_figure(width=6.0)
    sizes = sorted(found)
    stds = [found[n][1] for n in sizes]
    axis.plot(sizes, np.sqrt(1.5 / np.array(sizes)), color=INK, linestyle="--", linewidth=1.4,
              label=r"$\sqrt{1.5 / N}$")  # fmt: skip
    axis.plot(sizes, stds, color=BLUE, marker="o", linestyle="", markersize=7, label="measured")
    ticks = (0.1, 0.2, 0.5, 1)
    axis.set(xscale="log", yscale="log", xticks=sizes, xticklabels=sizes, yticks=ticks,
             yticklabels=ticks)  # fmt: skip
    axis.minorticks_off()
    label(axis, "How much do the companions change one output?", "examples in the batch, N",
          "standard deviation\nof the output")  # fmt: skip
    legend_below(figure, axis)
    said = "; ".join(f"N = {n}: {found[n][0]:.3f} ± {found[n][1]:.3f}" for n in sizes)
    show(figure, f"the output of the value 1, mean ± standard deviation. {said}.")


def show_scales(runs, x="weight scale", title="Which nets learn, for which weight scale?"):
    """Show the best accuracies over a setting; `runs` {(normalisation, setting): history}."""
    figure, axes = new_figure(1, 2, width=4.4, sharex=True, sharey=True)
    kinds = [kind for kind in KINDS if any(kind == each for each, _ in runs)]
    for place, (axis, name) in enumerate(zip(axes, ("training", "validation"), strict=True)):
        for kind in kinds:
            settings = sorted(setting for each, setting in runs if each == kind)
            values = [best(runs[kind, setting])[place] for setting in settings]
            colour, marker, line = OF_KIND[kind]
            axis.plot(settings, values, color=colour, marker=marker, linestyle=line,
                      linewidth=1.6, label=NAMES[kind])  # fmt: skip
        shown = [f"{setting:g}" for setting in settings]
        axis.set(xscale="log", xticks=settings, xticklabels=shown)
        axis.minorticks_off()
        label(axis, f"{name} accuracy", x, "best share right")
        axis.label_outer()
    axes[0].set_ylim(0, 1.02)
    percent(axes[0])
    figure.suptitle(title, fontsize=12)
    legend_below(figure, axes)
    said = "; ".join(
        f"{KINDS[kind]}, {setting:g}: {best(run)[0]:.0%} and {best(run)[1]:.0%}"
        for (kind, setting), run in runs.items()
    )
    show(figure, f"best training and validation accuracy by {x}. {said}.")


def print_best(runs, x):
    """Print a line for each setting: the best accuracies and their gap."""
    print(f"{x:<16}{'normalisation':<16}{'training':>10}{'validation':>12}{'gap':>14}")
    for (kind, setting), run in sorted(runs.items(), key=lambda item: item[0][1]):
        train, val = best(run)
        gap = f"{round(100 * (train - val)):+d} points"
        print(f"{setting:<16g}{KINDS[kind]:<16}{train:>10.1%}{val:>12.1%}{gap:>14}")


def show_lengths(found):
    """Show |w| by step; `found` {λ: (lengths, losses)}."""
    figure, axes = new_figure(1, 2, width=4.4, sharex=True)
    for (lam, values), (colour, _), line in zip(
        found.items(), ((BLUE, ""), (GREEN, ""), (VERMILION, "")), ("-", "--", ":"), strict=True
    ):
        for axis, series in zip(axes, values, strict=True):
            axis.plot(series, color=colour, linestyle=line, linewidth=1.8, label=f"λ = {lam:g}")
    label(axes[0], "How long are the weights?", "step", "|w|")
    label(axes[1], "And how good is the fit?", "step", "loss on the data")
    axes[0].set_ylim(bottom=0)
    legend_below(figure, axes, columns=3)
    said = "; ".join(
        f"λ = {lam:g}: |w| {lengths[-1]:.3f}, loss {losses[-1]:.3f}"
        for lam, (lengths, losses) in found.items()
    )
    show(figure, f"length of w and loss by step of gradient descent; at the end {said}.")
