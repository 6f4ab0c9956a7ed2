"""Older forms of FullyConnectedNet are recognised by their signature and told, not adapted."""

import pytest

from autograder.feedback.wording import comment, next_step
from autograder.submission.cells import cells_with, extract_cells

DROPS, KEEPS, UNCLEAR = (
    "its `dropout=0` is the probability to drop", "its `dropout=1` is the probability to keep",
    "with an argument `dropout`.",
)  # fmt: skip
SIGNATURES = {
    "hidden_dims, input_dim=3*32*32, num_classes=10, dropout=0, use_batchnorm=False, reg=0.0, "
    "weight_scale=1e-2, dtype=np.float32, seed=None": DROPS,
    "hidden_dims, input_dim=3*32*32, num_classes=10,\n    dropout=1, normalization=None, reg=0.0,\n"
    "    weight_scale=1e-2, dtype=np.float32, seed=None": KEEPS,
    "hidden_dims, input_dim=15, num_classes=10, dropout=0.0, reg=0.0, weight_scale=1e-2, seed=None,"
    " dtype=np.float32, device='cpu'": DROPS,
    "hidden_dims, dropout: float = 1., **rest": KEEPS,
    "hidden_dims, input_dim=(3, 32, 32), *, dropout=None, reg=0.0": UNCLEAR,
    "hidden_dims, dropout=(1 - 0.5), reg={'W': 0}, seed=None": UNCLEAR,
}


def net(signature):
    return (
        f"class FullyConnectedNet(object):\n"
        f"    # def __init__(self, dropout_keep_ratio=1)\n"
        f"    def helper(self, dropout_keep_ratio):\n        pass\n\n"
        f"    def __init__(self, {signature}):\n        self.params = {{}}\n\n"
        f"    def loss(self, X, y=None):\n        return 0.0, {{}}\n"
    )


@pytest.mark.parametrize(("signature", "told"), SIGNATURES.items())
def test_an_older_signature_is_told_with_what_it_means(grade_exercise, signature, told):
    exercise = grade_exercise("dropout", "FullyConnectedNet", net(signature))["exercise"]
    assert told in exercise.note
    assert "dropout_keep_ratio" in exercise.note
    assert next_step(exercise) == exercise.note
    assert exercise.note in comment(exercise)


@pytest.mark.parametrize("signature", [
    "hidden_dims, input_dim=9, dropout_keep_ratio=1, reg=0.0, seed=None",
    "hidden_dims, dropout=0, dropout_keep_ratio=1", "hidden_dims, **settings",
    "hidden_dims, use_dropout=0", "hidden_dims, text='dropout=0'",
])  # fmt: skip
def test_another_signature_has_no_note(grade_exercise, signature):
    exercise = grade_exercise("dropout", "FullyConnectedNet", net(signature))["exercise"]
    assert exercise.score < exercise.max_score
    assert exercise.note == ""


def test_a_right_net_that_takes_both_names_has_full_marks_and_no_note(graders):
    assignment = graders["dropout"].assignment
    (right,) = (c.source for c in assignment.cells if c.grade_id == "FullyConnectedNet")
    both = right.replace("seed=None,\n", "seed=None, dropout=0,\n", 1)
    assert both != right
    cells = cells_with(assignment, "FullyConnectedNet", both)
    graded = graders["dropout"].grade_cells(cells, "both", frozenset(["FullyConnectedNet"]))
    assert (graded.score, graded.exercises[0].note) == (20, "")


def test_the_note_stands_in_json_and_below_the_table(graders):
    from autograder.commands.output import table
    from tests.support.notebooks import code, notebook

    grader = graders["dropout"]
    older = net("hidden_dims, dropout=1, normalization=None, reg=0.0")
    cells = extract_cells(notebook(code(older)), grader.assignment)
    result = grader.grade_cells(cells, "fc_net.py").as_json()
    notes = {each["exercise"]: each["note"] for each in result["exercises"]}
    assert KEEPS in notes.pop("FullyConnectedNet")
    assert set(notes.values()) == {None}
    assert "  fc_net.py, FullyConnectedNet: This is an older form" in table.render(
        [table.slim(result)]
    )


@pytest.mark.parametrize("mask", [
    "(np.random.rand(*x.shape) > p) / (1 - p)", "(np.random.rand(*x.shape) >= p) / (1.0 - p)",
    "np.random.binomial(1, 1 - p, x.shape) / (1 - p)", "(np.random.rand(*x.shape) < 1 - p) / (1-p)",
    "(np.random.uniform(size=x.shape) > p).astype(x.dtype) / (1 - p)",
])  # fmt: skip
def test_a_layer_of_2016_that_reads_p_as_drop_is_told_so(grade_exercise, mask):
    layer = (
        "def dropout_forward(x, dropout_param):\n"
        "  p, mode = dropout_param['p'], dropout_param['mode']\n"
        "  if 'seed' in dropout_param:\n    np.random.seed(dropout_param['seed'])\n"
        "  mask, out = None, x\n"
        f"  if mode == 'train':\n    mask = {mask}\n    out = x * mask\n"
        "  return out.astype(x.dtype, copy=False), (dropout_param, mask)\n"
    )
    exercise = grade_exercise("dropout", "dropout_forward", layer)["exercise"]
    assert exercise.score < exercise.max_score
    assert "p is taken for the probability to drop" in next_step(exercise)
