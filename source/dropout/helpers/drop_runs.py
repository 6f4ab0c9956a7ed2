"""Experiments that go on even where an exercise is not written yet.

`recorded_runs.json` beside this module holds results, no code: the histories of the course's own
runs, on the stand-in and on the photographs of CIFAR-10; see drop_record.
"""

import json
import sys
import traceback
from pathlib import Path
from types import SimpleNamespace

import numpy as np

from .drop_patch import dropout_left_on, without_division
from .drop_plots import is_standin
from .notebook_output import say

RECORDED = Path(__file__).with_name("recorded_runs.json")
EXERCISES = ("dropout_forward", "dropout_backward", "FullyConnectedNet")
MANY = 100


def train_or_recall(train, data, keep_ratio, hidden=500):
    """Return the solver of `train(keep_ratio, hidden)`, or the histories of the recorded run.

    The recorded one is shown where an exercise is unwritten or fails; its `model` is None.
    """
    try:
        return train(keep_ratio, hidden)
    except Exception as error:
        problem = _problem(error)
    say(f"{problem}: showing the course's recorded run on the {kind_of(data)}.")
    run = _recorded(data)["runs"][f"{hidden}, {keep_ratio}"]
    return SimpleNamespace(model=None, problem=problem, **run)


def train_with_bar(solver):
    """Call `solver.train()` with a progress bar, and return the solver."""
    per_epoch = max(len(solver.data["X_train"]) // solver.batch_size, 1)
    loss = solver.model.loss
    with _bar(solver.num_epochs * per_epoch) as bar:

        def counted(X, y=None):
            if y is not None:
                bar.update()
            return loss(X, y)

        solver.model.loss = counted
        try:
            solver.train()
        finally:
            del solver.model.loss
    return solver


def _bar(steps):
    """Return a progress bar if tqdm is installed, else something that takes its calls."""
    try:
        from tqdm import tqdm
    except ImportError:
        import contextlib

        return contextlib.nullcontext(SimpleNamespace(update=lambda: None))
    if sys.platform == "emscripten":
        tqdm.monitor_interval = 0  # the monitor is a thread, and Python in a browser has none
    # Standard output, not standard error: the bar belongs to the cell, it is no warning.
    return tqdm(total=steps, file=sys.stdout, leave=False, mininterval=0.5, ncols=80, unit="step")


def accuracies_with_dropout_on(run, data):
    """Return the accuracies of many predictions with dropout left on, and the one with it off."""
    try:
        model, X, y = _model_of(run), data["X_val"], data["y_val"]
        np.random.seed(5)
        with dropout_left_on(model):
            shares = [float(np.mean(model.loss(X).argmax(axis=1) == y)) for _ in range(MANY)]
        return shares, float(np.mean(model.loss(X).argmax(axis=1) == y))
    except Exception as error:
        say(f"{_problem(error)}: showing the course's recorded predictions.")
        return _recorded(data)["dropout_on"]


def compare_division(train, run, data, keep_ratio):
    """Print what becomes of a net trained without the division by p, beside `run` with it."""
    try:
        with without_division(type(_model_of(run))):
            other = train(keep_ratio, 500)
            rows = [_sizes(other.model, data)]
        rows.insert(0, _sizes(run.model, data))
    except Exception as error:
        say(f"{_problem(error)}: showing the course's recorded numbers.")
        rows = _recorded(data)["division"]
    print(f"{'':<24}{'mean size of the scores':^30}")
    print(f"{'net trained':<24}{'training':>10}{'prediction':>12}{'ratio':>8}{'validation':>14}")
    for name, row in zip(("with the division", "without the division"), rows, strict=True):
        on, off, accuracy = row
        print(f"{name:<24}{on:>10.2f}{off:>12.2f}{off / on:>8.2f}{accuracy:>14.1%}")
    return rows


def _sizes(model, data):
    """Return the mean size of the scores in train and in test mode, and the accuracy in the latter.

    In train mode each score is averaged over many masks first: what is expected, not one draw.
    """
    X, y = data["X_val"], data["y_val"]
    np.random.seed(5)
    with dropout_left_on(model):
        expected = np.mean([model.loss(X) for _ in range(MANY // 4)], axis=0)
    scores = model.loss(X)
    sizes = [float(np.mean(np.abs(value))) for value in (expected, scores)]
    return [*sizes, float(np.mean(scores.argmax(axis=1) == y))]


def try_experiment(experiment, *arguments):
    """Run a quick experiment; say in one line which exercise is missing if it cannot run."""
    try:
        return experiment(*arguments)
    except Exception as error:
        say(f"{_problem(error)}: this experiment waits for it.")
        return None


def _model_of(run):
    if run.model is None:
        raise _RecalledError(run.problem)
    return run.model


class _RecalledError(Exception):
    """There is no net to experiment with: the run was a recorded one, for the reason in words."""


def _problem(error):
    """Say in a few words which exercise is to blame for an exception."""
    if isinstance(error, _RecalledError):
        return str(error)
    called = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
    name = next((name for name in reversed(called) if name in EXERCISES), None)
    if name is None:
        name = next((known for known in EXERCISES if f"'{known}'" in str(error)), EXERCISES[-1])
    if isinstance(error, (NotImplementedError, NameError)):
        return f"{name} is not written yet"
    words = " ".join(str(error).split())
    return f"{name} stops with {type(error).__name__}: {words}"[:200]


def kind_of(data):
    """Say whether the data are the stand-in or the photographs of CIFAR-10."""
    return "stand-in" if is_standin(data["y_train"]) else "photographs"


def _recorded(data):
    return json.loads(RECORDED.read_text(encoding="utf-8"))[kind_of(data)]
