"""The figures and tables of the experiments, one question each."""

import numpy as np

from .drop_plots import (
    BLUE,
    INK,
    STYLES,
    VERMILION,
    label,
    legend_below,
    new_figure,
    percent,
)
from .notebook_output import show
from .thinned_nets import draw_thinned_nets


def show_thinned_nets(p):
    """Show a whole net, and some thinned ones."""
    draw_thinned_nets(p, new_figure, show)


def _name(keep_ratio):
    return "no dropout" if keep_ratio == 1 else f"keep {keep_ratio:g}"


def show_signal(sizes):
    """Show the mean activation after 0, 1, ... dropout layers; `sizes` {name: means}."""
    looks = ((BLUE, "o", "-"), (INK, "", "--"), (VERMILION, "^", "-"))
    figure, axis = new_figure(width=6.0)
    for (name, means), (colour, marker, line) in zip(sizes.items(), looks, strict=True):
        axis.plot(means, color=colour, marker=marker, linestyle=line, linewidth=1.8, label=name)
    axis.set_ylim(bottom=0)
    label(axis, "Does the signal keep its size?", "dropout layers passed", "mean activation")
    legend_below(figure, axis, columns=3)
    said = "; ".join(f"{name}: from {m[0]:.2f} to {m[-1]:.3f}" for name, m in sizes.items())
    show(figure, f"mean activation after 0 to {len(means) - 1} dropout layers. {said}.")


def show_accuracies(runs):
    """Show training and validation accuracy by epoch; `runs` {keep ratio: history}."""
    figure, axes = new_figure(1, 2, width=4.4, sharex=True, sharey=True)
    kinds = (("training", "train_acc_history"), ("validation", "val_acc_history"))
    said = []
    for axis, (kind, history) in zip(axes, kinds, strict=True):
        for number, (ratio, run) in enumerate(runs.items()):
            values = getattr(run, history)
            colour, marker = STYLES[ratio]
            axis.plot(
                values, color=colour, marker=marker, markersize=4.5, linewidth=1.5,
                markevery=(number, len(runs)), label=_name(ratio),
            )  # fmt: skip
            said.append(f"{kind}, {_name(ratio)}: {values[0]:.1%} to {values[-1]:.1%}")
        label(axis, f"{kind} accuracy", "epoch", "share of images right")
        axis.label_outer()
    axes[0].set_ylim(0, 1.02)
    percent(axes[0])
    legend_below(figure, axes)
    show(figure, f"accuracy from the first step to the last epoch. {'; '.join(said)}.")


def gap_of(run):
    """Return training minus validation accuracy, after the first step and after each epoch."""
    return np.array(run.train_acc_history) - np.array(run.val_acc_history)


def show_gaps(runs):
    """Show the gap between training and validation accuracy by epoch."""
    figure, axis = new_figure(width=6.0)
    said = []
    for ratio, run in runs.items():
        colour, marker = STYLES[ratio]
        gap = 100 * gap_of(run)
        axis.plot(gap, color=colour, marker=marker, markersize=4, linewidth=1.6, label=_name(ratio))
        said.append(f"{_name(ratio)} {gap[-1]:.1f}")
    axis.set_ylim(bottom=min(0, axis.get_ylim()[0]))
    label(axis, "How much of the learning stays on the training images?", "epoch",
          "training minus validation\n(percentage points)")  # fmt: skip
    legend_below(figure, axis)
    show(figure, f"the gap in percentage points after the last epoch: {', '.join(said)}.")


def print_table(runs):
    """Print a line for each of `runs` {name or keep ratio: history}: accuracies and their gap."""
    print(f"{'':<24}{'first loss':>11}{'training':>10}{'validation':>12}{'gap':>14}")
    for name, run in runs.items():
        name = name if isinstance(name, str) else _name(name)
        train, val = run.train_acc_history[-1], run.val_acc_history[-1]
        gap = f"{100 * (train - val):+.1f} points"
        print(f"{name:<24}{run.loss_history[0]:>11.2f}{train:>10.1%}{val:>12.1%}{gap:>14}")


def show_final(runs):
    """Show the last training and validation accuracy over the keep ratio."""
    ratios = sorted(runs)
    figure, axis = new_figure(width=6.0)
    train = [runs[ratio].train_acc_history[-1] for ratio in ratios]
    val = [runs[ratio].val_acc_history[-1] for ratio in ratios]
    axis.plot(ratios, train, color=BLUE, marker="o", linewidth=1.8, label="training")
    axis.plot(ratios, val, color=VERMILION, marker="^", linewidth=1.8, label="validation")
    axis.vlines(ratios, val, train, color=INK, linewidth=0.8, linestyle=":", label="gap")
    axis.set(ylim=(0, 1.02), xticks=ratios, xticklabels=[f"{ratio:g}" for ratio in ratios])
    percent(axis)
    label(axis, "What does the probability to keep change?", "keep ratio (1: no dropout)",
          "share of images right")  # fmt: skip
    legend_below(figure, axis)
    said = "; ".join(
        f"keep {ratio:g}: training {a:.1%}, validation {b:.1%}"
        for ratio, a, b in zip(ratios, train, val, strict=True)
    )
    show(figure, f"accuracies after the last epoch. {said}.")


def show_spread(shares, off):
    """Show accuracies of many predictions with dropout on, and the one with dropout off."""
    shares = np.asarray(shares)
    figure, axis = new_figure(width=6.0, height=3.0)
    axis.hist(100 * shares, bins=12, color=VERMILION, alpha=0.75, edgecolor="white",
              label="dropout on")  # fmt: skip
    axis.axvline(100 * off, color=BLUE, linewidth=2.2, linestyle="--", label="dropout off")
    label(axis, "The same net asked again and again", "validation accuracy in percent",
          "number of predictions")  # fmt: skip
    legend_below(figure, axis)
    show(
        figure,
        f"with dropout on, {shares.size} predictions of the same validation images score between "
        f"{shares.min():.1%} and {shares.max():.1%}, {shares.mean():.1%} on average; with dropout "
        f"off it is always {off:.1%}.",
    )


def show_noise(noise, sizes):
    """Show the noise of a layer's sum over its size; `noise` {p: (measured, formula)}."""
    figure, axis = new_figure(width=6.0)
    for p, (measured, formula) in noise.items():
        colour, marker = STYLES[p]
        axis.plot(sizes, formula, color=colour, linewidth=1.4)
        axis.plot(sizes, measured, color=colour, marker=marker, linestyle="", label=_name(p))
    axis.set(xscale="log", xticks=sizes, xticklabels=sizes)
    axis.minorticks_off()
    axis.set_ylim(bottom=0)
    percent(axis)
    label(axis, "How noisy is the sum of a layer with dropout?", "units in the layer",
          "spread of the sum,\nrelative to its mean")  # fmt: skip
    legend_below(figure, axis)
    said = "; ".join(
        f"keep {p:g}: {m[0]:.0%} with {sizes[0]} units, {m[-1]:.0%} with {sizes[-1]}"
        for p, (m, _) in noise.items()
    )
    show(figure, f"the spread falls with the number of units; the lines are the formula. {said}.")
