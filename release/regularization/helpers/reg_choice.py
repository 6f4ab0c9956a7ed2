"""Choosing λ and keep_prob on validation data: several short trainings, one table, one figure."""

import contextlib
import json

import numpy as np

from .notebook_output import say, show
from .reg_data import is_embedded
from .reg_plots import INK, OTHER, OWN, legend_below, new_figure
from .reg_runs import RECORDED, problem, seed_ignored
from .reg_utils import accuracy, progress

LAMBDAS, KEEP_PROBS = (0.7, 2, 10, 30), (0.95, 0.86, 0.5)
ITERATIONS = 10000


def try_strengths(model, X, Y, val_X, val_Y):
    """Train with each strength; show accuracies on X, Y and on the validation points.

    Returns rows (setting, training accuracy, validation accuracy, sum of W squared), the course's
    recorded ones where an exercise is not written yet, or None if there are none.
    """
    rows, why = None, ""
    try:
        rows = [_row(*each, model, X, Y, val_X, val_Y) for each in progress(_settings())]
    except Exception as error:
        why = problem(error)
    # only now, when the progress bar is gone
    if rows is None and not is_embedded(X):
        say(f"{why}: nothing to show (the recorded runs are of other data).")
        return None
    if rows is None:
        say(f"{why}: showing the course's recorded runs.")
        rows = json.loads(RECORDED.read_text(encoding="utf-8"))["strengths"]
    print(f"{'model':<20}{'training':>10}{'validation':>12}{'sum of W squared':>19}")
    for name, train, val, size in rows:
        print(f"{name:<20}{train:>10.1%}{val:>12.1%}{size:>19.1f}")
    _show(rows)
    return rows


def _settings():
    """List the settings of `model`, each with its name and whether the masks are new each time."""
    return [
        ("no regularisation", {}, False),
        *((f"lambda = {lambd:g}", {"lambd": lambd}, False) for lambd in LAMBDAS),
        *((f"keep_prob = {p:g}", {"keep_prob": p}, True) for p in KEEP_PROBS),
    ]


def _row(name, settings, new_masks, model, X, Y, val_X, val_Y):
    with _no_plot(model), seed_ignored() if new_masks else contextlib.nullcontext():
        net = model(X, Y, num_iterations=ITERATIONS, print_cost=False, **settings)
    size = sum(np.sum(net[key] ** 2) for key in ("W1", "W2", "W3"))
    return name, accuracy(net, X, Y), accuracy(net, val_X, val_Y), float(size)


@contextlib.contextmanager
def _no_plot(model):
    """Keep `model` from plotting its cost for a moment."""
    scope = model.__globals__
    before = scope["plot_costs"]
    scope["plot_costs"] = lambda *rest: None
    try:
        yield
    finally:
        scope["plot_costs"] = before


def _show(rows):
    figure, axes = new_figure(1, 2, width=4.4, height=3.2, sharey=True)
    said = []
    for axis, word in zip(axes, ("lambda", "keep_prob"), strict=True):
        these = [row for row in rows if row[0].startswith(word)]
        these = [rows[0], *these]
        places = range(len(these))
        names = ["none", *(row[0].partition("= ")[2] for row in these[1:])]
        for column, title, colour, marker in (
            (1, "training", OWN, "o"),
            (2, "validation", OTHER, "^"),
        ):
            values = [100 * row[column] for row in these]
            axis.plot(places, values, color=colour, marker=marker, linewidth=1.8, label=title)
        axis.set_xticks(places, names)
        axis.set_xlabel({"lambda": "λ", "keep_prob": "keep_prob"}[word], color=INK)
        best = max(these, key=lambda row: row[2])
        said.append(f"best on the validation points is {best[0]} with {best[2]:.1%}")
    axes[0].set_ylabel("accuracy in percent", color=INK)
    legend_below(figure, axes, columns=2)
    show(figure, f"training and validation accuracy by strength; {'; '.join(said)}.")
