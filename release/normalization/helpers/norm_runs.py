"""Experiments that go on even where an exercise is not written yet.

`recorded_runs.json` beside this module holds results, no code: the histories of the course's own
runs, on the stand-in and on the photographs of CIFAR-10; see norm_record.
"""

import contextlib
import json
import sys
import traceback
from pathlib import Path
from types import SimpleNamespace

from .drop_plots import is_standin
from .norm_compare import EXERCISES
from .notebook_output import say

RECORDED = Path(__file__).with_name("recorded_runs.json")
KINDS = {None: "plain", "batchnorm": "batch", "layernorm": "layer"}
HISTORIES = ("train_acc_history", "val_acc_history")


def train_or_recall(train, data, experiment, settings):
    """Return {setting: histories} of `train(*setting)`, or of the recorded runs.

    settings: a list of tuples whose first entry is the normalisation. The recorded runs are shown
    where an exercise is unwritten or fails, or where `train` is None. With a progress bar.
    """
    if train is None:
        print(f"The course's recorded runs on the {kind_of(data)}:")
        return {setting: _recorded(data, experiment, setting) for setting in settings}
    found, told = {}, set()
    with _bar(len(settings)) as bar:
        for setting in settings:
            try:
                found[setting] = train(*setting)
            except Exception as error:
                told.add(_problem(error))
                found[setting] = _recorded(data, experiment, setting)
            bar.update()
    for problem in sorted(told):
        say(f"{problem}: showing the course's recorded runs on the {kind_of(data)}.")
    return found


def best(run):
    """Return the best training and the best validation accuracy over the epochs."""
    return max(run.train_acc_history), max(run.val_acc_history)


def named(setting):
    """Return the name of a setting in recorded_runs.json."""
    return ", ".join([KINDS[setting[0]], *(f"{each:g}" for each in setting[1:])])


def _recorded(data, experiment, setting):
    run = json.loads(RECORDED.read_text(encoding="utf-8"))[kind_of(data)][experiment]
    return SimpleNamespace(**run[named(setting)])


def _bar(steps):
    """Return a progress bar if tqdm is installed, else something that takes its calls."""
    try:
        from tqdm import tqdm
    except ImportError:
        return contextlib.nullcontext(SimpleNamespace(update=lambda: None))
    if sys.platform == "emscripten":
        tqdm.monitor_interval = 0  # the monitor is a thread, and Python in a browser has none
    # Standard output, not standard error: the bar belongs to the cell, it is no warning.
    return tqdm(total=steps, file=sys.stdout, leave=False, mininterval=0.5, ncols=80, unit="run")


def try_experiment(experiment, *arguments):
    """Run a quick experiment; say in one line which exercise is missing if it cannot run."""
    try:
        return experiment(*arguments)
    except Exception as error:
        say(f"{_problem(error)}: this experiment waits for it.")
        return None


def _problem(error):
    """Say in a few words which exercise is to blame for an exception."""
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
