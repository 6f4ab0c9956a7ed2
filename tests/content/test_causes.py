"""A cause is told where it is certain, of the student's own code, and one mistake is told once."""

import numpy as np
import pytest

from autograder.exercises.dropout_masks import (
    scale_words,
    scales_words,
    share_words,
    shares_words,
    unrelated,
)
from autograder.grading.grader import Grader
from autograder.submission.cells import cells_with

# a submission for each mistake
pytestmark = pytest.mark.slow

REVERSED, NORMAL = "dropped instead of kept", "normally distributed"
DRAWS = 20_000


@pytest.fixture
def told(grade_exercise):
    """What each check that fails says, by its name, of code for one exercise."""

    def words(exercise, code):
        assignment = "dropout" if exercise in DROPOUT else "regularization"
        checks = grade_exercise(assignment, exercise, code)["checks"]
        return {n: rationale for n, (outcome, rationale) in checks.items() if outcome == "fail"}

    return words


DROPOUT = ("dropout_forward", "dropout_backward", "FullyConnectedNet")


# --- which share of the units is kept


def kept(draw, keeps=(0.3, 0.8)):
    rng = np.random.default_rng(7)
    return [(draw(rng, keep), keep) for keep in keeps]


CAUSES = {
    "right": (lambda rng, keep: rng.random(DRAWS) < keep, None),
    "turned round": (lambda rng, keep: rng.random(DRAWS) > keep, REVERSED),
    "turned round, as 1 - keep": (lambda rng, keep: rng.random(DRAWS) < 1 - keep, REVERSED),
    "normal draws": (lambda rng, keep: rng.normal(size=DRAWS) < keep, NORMAL),
    "nothing dropped": (lambda rng, keep: np.ones(DRAWS, bool), "no unit was dropped"),
    "everything dropped": (lambda rng, keep: np.zeros(DRAWS, bool), "every unit was dropped"),
    "a coin": (lambda rng, keep: rng.random(DRAWS) < 0.5, "far too many"),
    "normal draws of another width": (lambda rng, keep: rng.normal(0, 2, DRAWS) < keep, "too many"),
    "exponential draws": (lambda rng, keep: rng.exponential(size=DRAWS) < keep, "far too few"),
    "the square of a draw": (lambda rng, keep: rng.random(DRAWS) ** 2 < keep, "far too many"),
    "a fixed threshold": (lambda rng, keep: rng.random(DRAWS) < 0.7, "far too many"),
}


@pytest.mark.parametrize(("draw", "words"), CAUSES.values(), ids=CAUSES)
def test_a_cause_of_a_wrong_share_is_told_where_all_runs_agree(draw, words):
    found = shares_words(kept(draw))
    assert found is None if words is None else words in found
    for cause in (REVERSED, NORMAL):
        assert words == cause or cause not in (found or "")


def test_a_share_that_two_causes_explain_is_told_without_one():
    # three out of five: so many normal draws lie below 0.3, and not far from 0.7
    few = np.arange(600) % 20 < 13
    assert share_words(few, 0.3).startswith("far too many units were kept, about 65%")
    assert share_words(np.arange(DRAWS) % 10 < 7, 0.3) == (
        "the share keep_prob of the units was dropped instead of kept"
    )


def test_the_keep_probability_is_told_where_only_one_of_several_is_wrong():
    runs = [(np.arange(DRAWS) % 2 == 0, 0.5), (np.arange(DRAWS) % 2 == 0, 0.9)]
    assert "about 50% where p = 0.9" in shares_words(runs, "p")


FORWARD = """
def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    {seed}
    Z1 = W1 @ X + b1
    A1 = relu(Z1)
    D1 = {first}
    A1 = A1 * D1 / {scale}
    Z2 = W2 @ A1 + b2
    A2 = relu(Z2)
    D2 = {second}
    A2 = A2 * D2 / {scale}
    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
"""
UNIFORM, GAUSSIAN = (
    "np.random.rand(*A{}.shape) < keep_prob",
    "np.random.randn(*A{}.shape) < keep_prob",
)
OTHER_WAY = "np.random.rand(*A{}.shape) > keep_prob"


def forward(first=UNIFORM, second=UNIFORM, scale="keep_prob", seed="np.random.seed(1)"):
    return FORWARD.format(first=first.format(1), second=second.format(2), scale=scale, seed=seed)


MASKS = {
    "first layer normal, no seed": (forward(GAUSSIAN, seed="pass"), "Layer 1", NORMAL),
    "both normal, with a seed": (forward(GAUSSIAN, GAUSSIAN), "Layer 1", NORMAL),
    "second layer normal": (forward(second=GAUSSIAN), "Layer 2", NORMAL),
    "second layer normal, standard_normal": (
        forward(second="np.random.standard_normal(A{}.shape) < keep_prob"), "Layer 2", NORMAL
    ),
    "first layer the other way round": (forward(OTHER_WAY), "Layer 1", REVERSED),
    "second layer the other way round, no seed": (
        forward(second=OTHER_WAY, seed="pass"), "Layer 2", REVERSED
    ),
    "first layer with a coin": (
        forward("np.random.randint(0, 2, A{}.shape)"), "Layer 1", "far too many"
    ),
    "first layer with exponential draws": (
        forward("np.random.exponential(size=A{}.shape) < keep_prob"), "Layer 1", "far too few"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "layer", "words"), MASKS.values(), ids=MASKS)
def test_the_share_of_a_layer_is_told_with_its_true_cause(told, code, layer, words):
    found = told("forward_propagation_with_dropout", code)["test_share_of_kept_units"]
    assert found.startswith(layer)
    assert words in found
    assert {cause for cause in (REVERSED, NORMAL) if cause in found} <= {words}


# --- what kept units are multiplied with

SCALES = {
    "right": (lambda keep: 1 / keep, None),
    "not scaled": (lambda keep: 1.0, "not scaled at all"),
    "the share of the dropped ones": (lambda keep: 1 / (1 - keep), "divided by 1 - p"),
    "twice": (lambda keep: keep**-2, "divided by p twice"),
    "a number that is 1 / (1 - p) once": (lambda keep: 4 / 3, "by the same number"),
    "a number that is 1 / p once": (lambda keep: 4.0, "by the same number"),
    "a half, which is p once": (lambda keep: 0.5, "by the same number"),
    "something else": (lambda keep: 1 + keep, "scaled by something other than p"),
    "right but for one p": (
        lambda keep: 1 / keep if keep < 0.3 else 7.0, "something other than p, where p = 0.5"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("factor", "words"), SCALES.values(), ids=SCALES)
def test_a_cause_of_a_wrong_scale_is_told_where_all_runs_agree(factor, words):
    runs = [(np.full(50, factor(keep)), keep) for keep in (0.25, 0.5, 0.75)]
    found = scales_words(runs, "p")
    assert found is None if words is None else words in found
    assert words == "divided by 1 - p" or "1 - p" not in (found or "")


def test_a_scale_of_one_run_alone_is_told_by_what_it_is():
    assert scale_words(np.full(9, 4 / 3), 0.25, "p") == (
        "divided by 1 - p, the share of the dropped ones"
    )
    assert scale_words(np.full(9, 2.0), 1.0, "p") == "scaled by something other than p"


LAYER = """
def dropout_forward(x, dropout_param):
    p, mode = dropout_param["p"], dropout_param["mode"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    out = x
    if mode == "train":
        mask = {mask}
        out = x * mask{scale}
    return out.astype(x.dtype), (dropout_param, mask)
"""


def layer(mask="(np.random.rand(*x.shape) < p) / p", scale=""):
    return LAYER.format(mask=mask, scale=scale)


NUMBERS = {
    "/ 0.2, which is 1 - p for p = 0.8": (
        layer("np.random.rand(*x.shape) < p", " / 0.2"), "the same number"),
    "* 4, which is 1 / p for p = 0.25": (
        layer("np.random.rand(*x.shape) < p", " * 4"), "the same number"),
    "/ (1 - p)": (layer("np.random.rand(*x.shape) < p", " / (1 - p)"), "divided by 1 - p"),
    "/ (1.0 - p), in the mask": (
        layer("(np.random.uniform(size=x.shape) < p) / (1.0 - p)"), "divided by 1 - p"),
    "* p": (layer("np.random.rand(*x.shape) < p", " * p"), "multiplied by p"),
    "* (1 + p)": (layer("np.random.rand(*x.shape) < p", " * (1 + p)"), "something other than p"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "words"), NUMBERS.values(), ids=NUMBERS)
def test_a_layers_scale_is_told_with_its_true_cause(told, code, words):
    found = told("dropout_forward", code)["test_scale_of_kept_units"]
    assert words in found
    assert words == "divided by 1 - p" or "1 - p" not in found


def test_what_is_scaled_right_for_another_share_is_told_by_the_mean(told):
    for mask in ("np.random.rand(*x.shape) > p", "np.random.randn(*x.shape) < p"):
        found = told("dropout_forward", layer(f"({mask}) / p"))["test_scale_of_kept_units"]
        assert "divided by p, but another share than p is kept" in found


# --- two mistakes at once, and masks of another shape

TWO_AXES = {
    "no scaling": ("np.random.rand(x.shape[0], x.shape[1]) < p", "not scaled at all"),
    "divided by p twice": (
        "(np.random.rand(x.shape[0], x.shape[1]) < p) / p / p", "divided by p twice"),
    "divided by 1 - p": (
        "(np.random.uniform(size=(x.shape[0], x.shape[1])) < p) / (1 - p)", "divided by 1 - p"),
    "multiplied by p": (
        "(np.random.rand(len(x), x.shape[1]) < p) * p", "multiplied by p, not divided by it"),
    "square root": ("(np.random.rand(*x.shape[:2]) < p) / np.sqrt(p)", "square root of p"),
}  # fmt: skip


@pytest.mark.parametrize(("mask", "words"), TWO_AXES.values(), ids=TWO_AXES)
def test_a_wrong_scale_and_a_mask_of_two_axes_are_both_told(told, mask, words):
    found = told("dropout_forward", layer(mask))
    assert words in found["test_scale_of_kept_units"]
    # with p = 1, which leaves nothing to divide by, some fail too
    assert set(found) - {"test_keep_everything"} == {"test_scale_of_kept_units", "test_any_shape"}


SHARED = {
    "the last axis": "(np.random.rand(x.shape[-1]) < p) / p",
    "one row": "(np.random.rand(1, *x.shape[1:]) < p) / p",
    "the first example's": "((np.random.rand(*x[0].shape) < p) / p if x.ndim > 1 else 1 / p)",
    "a column": "(np.random.rand(len(x), *[1] * (x.ndim - 1)) < p) / p",
    "a row repeated": "np.resize((np.random.rand(x.shape[-1]) < p) / p, x.shape)",
}


@pytest.mark.parametrize("mask", SHARED.values(), ids=SHARED)
def test_a_mask_that_examples_or_units_share_is_told_in_all_shapes(told, mask):
    found = told("dropout_forward", layer(mask))
    words = found.pop("test_every_entry_on_its_own")
    assert "Every example loses exactly the same units" in words or "An example keeps all" in words
    assert set(found) <= {"test_any_shape"}
    assert "test_any_shape" in found


# --- no branch for test mode

NO_BRANCH = {
    "out unbound": """
def dropout_forward(x, dropout_param):
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    p = dropout_param["p"]
    mask = None
    if dropout_param["mode"] == "train":
        mask = (np.random.rand(*x.shape) < p) / p
        out = x * mask
    return out.astype(x.dtype), (dropout_param, mask)
""",
    "cache unbound": """
def dropout_forward(x, dropout_param):
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if dropout_param["mode"] == "train":
        keep = np.random.rand(*x.shape) < dropout_param["p"]
        result, cache = np.where(keep, x / dropout_param["p"], 0), (dropout_param, keep)
    else:
        result = x
    return result.astype(x.dtype), cache
""",
    "a name of the other mode": """
def dropout_forward(x, dropout_param):
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if dropout_param["mode"] == "train":
        mask = (np.random.rand(*x.shape) < dropout_param["p"]) / dropout_param["p"]
        x = x * mask.astype(x.dtype)
    return x, (dropout_param, mask)
""",
    "nothing of its own to return": """
def dropout_forward(x, dropout_param):
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if dropout_param["mode"] == "train":
        mask = (np.random.rand(*x.shape) < dropout_param["p"]) / dropout_param["p"]
        answer = (x * mask).astype(x.dtype), (dropout_param, mask)
    return answer
""",
    "the mode is misspelt": """
def dropout_forward(x, dropout_param):
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    mask = None
    if dropout_param["mode"] == "train":
        mask = (np.random.rand(*x.shape) < dropout_param["p"]) / dropout_param["p"]
        out = x * mask
    elif dropout_param["mode"] == "testing":
        out = x
    return out.astype(x.dtype), (dropout_param, mask)
""",
}


@pytest.mark.parametrize("code", NO_BRANCH.values(), ids=NO_BRANCH)
def test_a_layer_without_test_mode_fails_the_check_of_test_mode_and_no_other(told, code):
    found = told("dropout_forward", code)
    assert set(found) == {"test_test_mode"}
    assert "UnboundLocalError: cannot access local variable" in found["test_test_mode"]


@pytest.mark.parametrize(
    "body",
    [
        "if cache[0]['mode'] == 'train':\n        dx = dout * cache[1]\n    return dx",
        "param, mask = cache\n    if param['mode'] == 'train':\n        grad = mask * dout\n"
        "    return grad",
        "if cache[0]['mode'] == 'train':\n        mask = cache[1]\n    return dout * mask",
        "param, mask = cache\n    if param['mode'] == 'train':\n        dx = dout.copy()\n"
        "        dx *= mask\n    elif param['mode'] == 'eval':\n        dx = dout\n    return dx",
        "for mode in ('train',):\n        if cache[0]['mode'] == mode:\n"
        "            dx = dout * cache[1]\n    return dx",
    ],
)
def test_a_backward_pass_without_test_mode_fails_its_check_and_no_other(told, body):
    found = told("dropout_backward", f"def dropout_backward(dout, cache):\n    {body}\n")
    assert set(found) == {"test_test_mode"}
    assert "UnboundLocalError: cannot access local variable" in found["test_test_mode"]


# --- the backward pass is told of the student's own cache


@pytest.fixture
def told_of_both(graders):
    """What each failing check of dropout_backward says, of code for both layers."""

    def words(ahead, back):
        grader: Grader = graders["dropout"]
        cells = [
            cell if cell.exercise != "dropout_forward" else type(cell)(
                cell.label, ahead, cell.exercise)
            for cell in cells_with(grader.assignment, "dropout_backward", back)
        ]  # fmt: skip
        found = grader.grade_cells(cells, "student").exercises[1]
        return {f"test_{c.name}": c.rationale for c in found.checks if c.outcome == "fail"}

    return words


def back(expression):
    return (
        "def dropout_backward(dout, cache):\n    dropout_param, mask = cache\n"
        "    p = dropout_param['p']\n    if dropout_param['mode'] == 'test':\n        return dout\n"
        f"    return {expression}\n"
    )


OWN = {
    "bool mask": ("np.random.rand(*x.shape) > p", " / (1 - p)", "dout * mask / (1 - p)"),
    "int mask": (
        "(np.random.rand(*x.shape) > p).astype(int)", " / (1 - p)", "dout * mask / (1 - p)"),
    "float mask": (
        "(np.random.uniform(size=x.shape) < 1 - p) * 1.0", " / (1 - p)", "mask * dout / (1.0 - p)"),
    "chosen": (
        "np.random.binomial(1, 1 - p, x.shape)", " / (1 - p)", "np.where(mask, dout, 0) / (1 - p)"),
    "kept by a comparison": (
        "np.random.random(x.shape) >= p", " * (1 / (1 - p))", "(1 / (1 - p)) * mask * dout"),
}  # fmt: skip


@pytest.mark.parametrize(("mask", "scale", "expression"), OWN.values(), ids=OWN)
def test_a_division_by_the_wrong_share_is_told_as_such_beside_the_same_in_the_forward_pass(
    told_of_both, mask, scale, expression
):
    found = told_of_both(layer(mask, scale), back(expression))
    assert "divided by 1 - p, the share of the dropped ones" in found["test_scale"]


@pytest.mark.parametrize("expression", ["dout * mask", "np.multiply(mask, dout)"])
def test_a_backward_pass_that_uses_a_scaled_mask_is_right_whatever_scaled_it(
    told_of_both, expression
):
    wrong = layer("(np.random.rand(*x.shape) > p) / (1 - p)")
    assert told_of_both(wrong, back(expression)) == {}


OWN_LAYOUT = """
def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if "seed" in dropout_param:
        np.random.seed(dropout_param["seed"])
    if dropout_param["mode"] == "test":
        return x, (None, 1)
    keep = {keep}
    return (x * keep / {by}).astype(x.dtype), (keep, {by})
"""
OWN_LAYOUT_BACK = """
def dropout_backward(dout, cache):
    keep, by = cache
    return dout if keep is None else dout * keep / by
"""


@pytest.mark.parametrize(
    ("keep", "by"),
    [
        ("np.random.rand(*x.shape) < p", "p"),
        ("np.random.rand(*x.shape) > p", "(1 - p)"),
        ("np.random.rand(*x.shape) < p", "1"),
        ("np.random.rand(*x.shape) < p", "p**2"),
        ("np.random.randn(*x.shape) < p", "p"),
    ],
)
def test_a_cache_of_ones_own_is_understood_though_the_forward_pass_is_wrong(told_of_both, keep, by):
    found = told_of_both(OWN_LAYOUT.format(keep=keep, by=by), OWN_LAYOUT_BACK)
    # where the forward pass divides by zero, there is no cache to be understood
    assert set(found) <= ({"test_keep_everything"} if "1 - p" in by else set())


def test_numbers_that_have_nothing_to_do_with_the_right_ones_are_told_from_multiples():
    rng = np.random.default_rng(3)
    right = rng.normal(size=400)
    assert unrelated(rng.normal(size=400), right)
    assert unrelated(np.ones(400), right)
    for multiple in (right, -3 * right, np.tanh(right), right * rng.random(400)):
        assert not unrelated(multiple, right)
