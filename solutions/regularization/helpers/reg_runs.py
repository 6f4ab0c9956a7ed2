"""Experiments that go on even where an exercise is not written yet.

`recorded_runs.json` beside this module holds results, no code: the trained parameters and costs
of the course's own runs on the embedded data set. Whoever changes the data, `model` or the
hyperparameters records them anew, in the folder of the instructor's notebook, with

    python -c "from helpers import reg_runs; reg_runs.record('regularization.ipynb')"
"""

import contextlib
import json
import traceback
from pathlib import Path

import numpy as np

from .notebook_output import say
from .reg_data import embedded_dataset, is_embedded, validation_and_test
from .reg_plots import plot_costs
from .reg_utils import accuracy, numerical_gradients

RECORDED = Path(__file__).with_name("recorded_runs.json")
EXERCISES = (
    "compute_cost_with_regularization",
    "backward_propagation_with_regularization",
    "forward_propagation_with_dropout",
    "backward_propagation_with_dropout",
)
RUNS = {  # name in the file: arguments of `model`, and whether the seed inside is ignored
    "l2": ({"lambd": 0.7}, False),
    "l2_far_too_large": ({"lambd": 30}, False),
    "dropout": ({"keep_prob": 0.86}, False),
    "dropout_new_masks": ({"keep_prob": 0.86}, True),
}
MANY = 200
_seed_is_ignored = False


def train_or_recall(model, X, Y, new_masks=False, **settings):
    """Return the parameters that `model(X, Y, **settings)` trains, or the course's recorded ones.

    Recorded ones are shown where an exercise is unwritten or fails; None if there are none.
    With `new_masks` the seed inside the dropout exercise is ignored.
    """
    try:
        with seed_ignored() if new_masks else contextlib.nullcontext():
            return model(X, Y, **settings)
    except Exception as error:
        why = problem(error)
    if not is_embedded(X):
        say(f"{why}: nothing to show (the recorded runs belong to the embedded data set).")
        return None
    say(f"{why}: showing the course's recorded run.")
    run = _recorded((settings, new_masks))
    for step in (0, 10, 20):
        print(f"Cost after iteration {1000 * step}: {run['costs'][step]:.10f}")
    plot_costs(run["costs"], 1000, 0.3, f"{title_of(new_masks=new_masks, **settings)}, recorded")
    return {name: np.array(value) for name, value in run["parameters"].items()}


def title_of(lambd=0, keep_prob=1, new_masks=None):
    """Return what a net is called in the title of its cost plot."""
    if lambd:
        return f"L2, λ = {lambd:g}"
    if keep_prob == 1:
        return "No regularisation"
    new = _seed_is_ignored if new_masks is None else new_masks
    return f"Dropout, keep_prob = {keep_prob:g}" + (", new masks" if new else "")


def accuracies_with_dropout_on(forward, X, Y, parameters, keep_prob):
    """Return the accuracies of 200 predictions made with dropout left on, or the recorded ones."""
    if parameters is None:
        return None
    try:
        with seed_ignored(seed=5):
            predictions = [forward(X, parameters, keep_prob)[0] > 0.5 for _ in range(MANY)]
        return [float(np.mean(predicted == Y)) for predicted in predictions]
    except Exception as error:
        say(f"{problem(error)}: showing the course's recorded predictions.")
        return json.loads(RECORDED.read_text(encoding="utf-8"))["dropout_on_accuracies"]


def masks_of(forward, X, parameters, keep_prob, calls=3):
    """Return the first layer's masks of some calls, with the seed inside and without, or None."""
    masks = {}
    try:
        for title, new_masks in (("seed inside", False), ("seed removed", True)):
            with seed_ignored(seed=5) if new_masks else contextlib.nullcontext():
                masks[title] = [forward(X, parameters, keep_prob)[1][1] for _ in range(calls)]
    except Exception as error:
        say(f"{problem(error)}: no masks to show yet.")
        return None
    return masks


@contextlib.contextmanager
def seed_ignored(seed=1):
    """Seed NumPy's global generator once, then let every `np.random.seed` inside pass unheard.

    `initialize_parameters` is heard all the same, so that runs start from the same weights.
    """
    global _seed_is_ignored
    heard = np.random.seed
    heard(seed)

    def seed_of_initialisation_only(value=None):
        if value == 3:
            heard(value)

    np.random.seed, _seed_is_ignored = seed_of_initialisation_only, True
    try:
        yield
    finally:
        np.random.seed, _seed_is_ignored = heard, False


def try_experiment(experiment, *arguments):
    """Run a quick experiment; say in one line which exercise is missing if it cannot run."""
    try:
        return experiment(*arguments)
    except Exception as error:
        say(f"{problem(error)}: this experiment waits for it.")
        return None


def compare_gradients(cost, parameters, gradients):
    """Print for each parameter how far its gradient is from a numerical estimate of the cost's."""
    for name, estimate in numerical_gradients(cost, parameters).items():
        distance = np.linalg.norm(gradients[name] - estimate)
        size = np.linalg.norm(gradients[name]) + np.linalg.norm(estimate)
        relative = distance / max(size, 1e-12)
        verdict = "agrees" if relative < 1e-6 else "DIFFERS"
        print(f"{name}: relative difference {relative:.0e}, {verdict}")


def problem(error):
    """Say in a few words which exercise is to blame for an exception."""
    called = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
    name = next((name for name in reversed(called) if name in EXERCISES), None)
    if name is None:
        name = next((known for known in EXERCISES if f"'{known}'" in str(error)), "an exercise")
    if isinstance(error, (NotImplementedError, NameError)):
        return f"{name} is not written yet"
    words = " ".join(str(error).split())
    return f"{name} stops with {type(error).__name__}: {words}"[:200]


def _recorded(key):
    name = next(name for name, known in RUNS.items() if known == key)
    return json.loads(RECORDED.read_text(encoding="utf-8"))[name]


def record(notebook):
    """Run the exercises of the instructor's notebook and write `recorded_runs.json` anew."""
    scope = {}
    for cell in json.loads(Path(notebook).read_text(encoding="utf-8"))["cells"]:
        metadata = cell["metadata"]
        if "setup" in metadata.get("tags", []) or (
            cell["cell_type"] == "code" and metadata.get("nbgrader", {}).get("solution")
        ):
            exec("".join(cell["source"]), scope)
    X, Y, test_X, test_Y = embedded_dataset()
    content = {}
    for name, (settings, new_masks) in RUNS.items():
        plotted = []
        scope["plot_costs"] = lambda costs, *rest, plotted=plotted: plotted.extend(costs)
        with seed_ignored() if new_masks else contextlib.nullcontext():
            net = scope["model"](X, Y, print_cost=False, **settings)
        digits = {key: np.round(value, 9).tolist() for key, value in net.items()}
        content[name] = {"costs": np.round(plotted, 10).tolist(), "parameters": digits}
        print(name, accuracy(net, X, Y), accuracy(net, test_X, test_Y))
        if name == "dropout_new_masks":
            content["dropout_on_accuracies"] = accuracies_with_dropout_on(
                scope["forward_propagation_with_dropout"], test_X, test_Y, net, 0.86
            )
    from .reg_choice import try_strengths

    val_X, val_Y, *_ = validation_and_test(X, Y, test_X, test_Y)
    scope["plot_costs"] = plot_costs
    content["strengths"] = [
        [name, *(round(value, 4) for value in row)]
        for name, *row in try_strengths(scope["model"], X, Y, val_X, val_Y)
    ]
    RECORDED.write_text(json.dumps(content) + "\n", encoding="utf-8")
