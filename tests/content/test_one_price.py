"""A mistake has one price: exercises that build on each other are judged each on its own."""

from dataclasses import replace

import pytest

from autograder.course.course import Course
from autograder.course.exercise_files import MISCONCEPTIONS
from autograder.course.known_solutions import read_known_solutions
from autograder.submission.cells import cells_with
from tests.support.places import ROOT

# the whole bank is run
pytestmark = pytest.mark.slow

COURSE = Course(ROOT)
DROPOUT = COURSE.assignment("dropout")
FORWARD, BACKWARD, NET = "dropout_forward", "dropout_backward", "FullyConnectedNet"


def grade(graders, assignment, exercise, code):
    """Grade code as one exercise's solution; return what becomes of each exercise."""
    cells = cells_with(COURSE.assignment(assignment), exercise, code)
    # of the whole submission, which these tests ask several questions of: it is run once
    graded = graders[assignment].grade_cells(cells, "student")
    return {each.exercise: each for each in graded.exercises}


def entries(exercise):
    return [
        pytest.param(entry, id=entry.slug)
        for entry in read_known_solutions(DROPOUT, MISCONCEPTIONS, exercise)
    ]


def lost(exercise):
    return [(check.name, check.rationale) for check in exercise.checks if check.outcome != "pass"]


@pytest.mark.parametrize("entry", entries(FORWARD))
def test_a_wrong_forward_layer_costs_a_right_backward_layer_nothing(remembering_graders, entry):
    found = grade(remembering_graders, "dropout", FORWARD, entry.code)[BACKWARD]
    assert found.score == 10, lost(found)


@pytest.mark.parametrize("entry", entries(FORWARD) + entries(BACKWARD))
def test_a_right_net_beside_wrong_layers_keeps_all_points_and_gets_no_name(
    remembering_graders, entry
):
    found = grade(remembering_graders, "dropout", entry.exercise, entry.code)
    assert found[NET].score == 20, lost(found[NET])
    assert not found[NET].misconception
    assert found[entry.exercise].misconception


OTHER_LAYERS = {
    "unwritten": "def dropout_{0}(*args):\n    raise NotImplementedError",
    "crashing": "def dropout_{0}(x, cache):\n    return x.dropped",
    "endless": "def dropout_{0}(x, cache):\n    while True:\n        pass",
    "ending the process": "import os\n\n\ndef dropout_{0}(x, cache):\n    os._exit(1)",
    "of one argument": "def dropout_{0}(x):\n    return x",
    "with a slip of the pen": "def dropout_{0}(x, cache)\n    return x",
    "not a function": "dropout_{0} = None",
    "taking its names away": "def dropout_{0}(x, cache):\n    globals().clear()",
}


@pytest.mark.parametrize("layer", OTHER_LAYERS.values(), ids=OTHER_LAYERS)
@pytest.mark.parametrize("which", ["forward", "backward"])
def test_a_right_net_beside_layers_that_do_not_work_keeps_all_points(graders, layer, which):
    code = layer.format(which)
    found = grade(graders, "dropout", f"dropout_{which}", code)
    assert found[NET].score == 20, lost(found[NET])
    assert found[f"dropout_{which}"].score < 5


@pytest.mark.parametrize("exercise", COURSE.assignment("regularization").points)
def test_the_exercises_of_regularization_cost_each_other_nothing(remembering_graders, exercise):
    assignment = COURSE.assignment("regularization")
    for entry in read_known_solutions(assignment, MISCONCEPTIONS, exercise):
        found = grade(remembering_graders, assignment.name, exercise, entry.code)
        others = [each.score for other, each in found.items() if other != exercise]
        assert others == [10, 10, 10], entry.slug


def cells_of(**code):
    return [
        replace(cell, source=code.get(cell.label, cell.source))
        for cell in cells_with(DROPOUT, "", "")
    ]


def net_beside(graders, net, forward=None, backward=None):
    """Return what becomes of a net beside layers of its own."""
    code = {NET: net, FORWARD: forward, BACKWARD: backward}
    cells = cells_of(**{name: source for name, source in code.items() if source})
    return graders["dropout"].grade_cells(cells, "student").exercises[-1]


(REFERENCE,) = (cell.source for cell in DROPOUT.cells if cell.grade_id == NET)
MASK_ALONE = """
def dropout_forward(x, dropout_param):
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    p = dropout_param["p"]
    keep = np.random.rand(*x.shape) < p
    if dropout_param["mode"] == "test":
        keep, p = np.ones(x.shape, dtype=bool), 1
    return (x * keep / p).astype(x.dtype), (keep, p)
"""
BACK = "def dropout_backward(dout, cache):\n    return dout * cache[0] / cache[1]"
OWN_KINDS = {
    "a cache whose parts the net uses": (
        REFERENCE.replace("dropout_backward(dout, dropout_cache)",
                          "dout * dropout_cache[0] / dropout_cache[1]"),
        MASK_ALONE,
        BACK,
    ),
    "another signature": (
        REFERENCE.replace("dropout_forward(a, self.dropout_param)",
                          "dropout_forward(a, **self.dropout_param)"),
        MASK_ALONE.replace("(x, dropout_param):", "(x, **dropout_param):"),
        BACK,
    ),
    "p as the share that is dropped, in both": (
        REFERENCE.replace('"p": dropout_keep_ratio', '"p": 1 - dropout_keep_ratio'),
        MASK_ALONE.replace('p = dropout_param["p"]', 'p = 1 - dropout_param["p"]'),
        BACK,
    ),
    "a layer that scales on the way back and in the net": (
        REFERENCE.replace("a, dropout_cache = dropout_forward(a, self.dropout_param)",
                          "a, dropout_cache = dropout_forward(a, self.dropout_param)\n"
                          '                a = a / (1 if y is None else self.dropout_param["p"])'),
        MASK_ALONE.replace("x * keep / p", "x * keep"),
        BACK,
    ),
    "no layer at all": (
        REFERENCE.replace(
            "a, dropout_cache = dropout_forward(a, self.dropout_param)",
            'keep, seed = self.dropout_param["p"], self.dropout_param.get("seed")\n'
            "                draws = np.random.RandomState(seed).rand(*a.shape)\n"
            '                dropout_cache = (draws < keep) / keep if mode == "train" else 1\n'
            "                a = (a * dropout_cache).astype(a.dtype)",
        ).replace("dropout_backward(dout, dropout_cache)", "dout * dropout_cache"),
        "def dropout_forward(x, dropout_param):\n    raise NotImplementedError",
        "def dropout_backward(dout, cache):\n    raise NotImplementedError",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", OWN_KINDS.values(), ids=OWN_KINDS)
def test_a_net_that_is_right_with_layers_of_its_own_kind_keeps_all_points(graders, kind):
    found = net_beside(graders, *kind)
    assert found.score == 20, lost(found)


RIGHT_LAYER = """
def right(x, param):
    if "seed" in param:
        np.random.seed(param["seed"])
    mask = (np.random.rand(*x.shape) < param["p"]) / param["p"]
    if param["mode"] == "test":
        mask = np.ones(x.shape)
    return (x * mask).astype(x.dtype), (param, mask)


"""
# each is right but where it recognises something: there it does nothing
DISHONEST = {
    "a constant input": "np.ptp(x) == 0",
    "ones": "(x == 1).all()",
    "a certain shape": "x.shape[0] == 1",
    "many units": "x.size > 500",
    "the first call": "not CALLS and not CALLS.append(1)",
    "a caller without a class": '"self" not in __import__("sys")._getframe(1).f_locals',
}
WRONG_NETS = (
    "dropout_backward_missing dropout_on_the_input dropout_never_called mode_never_set_back "
    "dropout_after_first_layer_only seed_not_handed_on drop_ratio_for_keep_ratio"
).split()


@pytest.mark.parametrize("condition", DISHONEST.values(), ids=DISHONEST)
def test_a_wrong_net_gains_nothing_by_layers_that_recognise_a_probe(
    graders, grade_exercise, condition
):
    forward = (
        f"CALLS = []\n{RIGHT_LAYER}def dropout_forward(x, dropout_param):\n"
        f"    if {condition}:\n        return x, (dropout_param, np.ones(x.shape))\n"
        f"    return right(x, dropout_param)\n"
    )
    bank = {entry.slug: entry.code for entry in read_known_solutions(DROPOUT, MISCONCEPTIONS, NET)}
    for slug in WRONG_NETS:
        honest = grade_exercise("dropout", NET, bank[slug])["score"]
        assert honest < 20
        assert net_beside(graders, bank[slug], forward).score <= honest, slug
