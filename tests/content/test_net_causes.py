"""What a net is told of defaults, of the numbers of its layers and of exceptions is true."""

import pytest

# a net for each mistake
pytestmark = pytest.mark.slow

NET = "FullyConnectedNet"


@pytest.fixture
def changed(course):
    """The reference net with some of its text replaced."""
    (right,) = [c.source for c in course.assignment("dropout").cells if c.grade_id == NET]

    def code(*pairs):
        changed = right
        for old, new in pairs:
            assert old in changed, old
            changed = changed.replace(old, new)
        return changed

    return code


@pytest.fixture
def graded(grade_exercise):
    """The score, and what each check that fails says, by its name."""

    def run(code):
        found = grade_exercise("dropout", NET, code)
        checks = found["checks"].items()
        return found["score"], {n: words for n, (outcome, words) in checks if outcome == "fail"}

    return run


DEFAULTS = {
    "weight_scale 1e-3": ("weight_scale=1e-2", "weight_scale=1e-3", "W1 has 0.1 times the"),
    "weight_scale 1": ("weight_scale=1e-2", "weight_scale=1", "default of weight_scale is 1e-2"),
    "weight_scale 0.05": ("weight_scale=1e-2", "weight_scale=0.05", "weight_scale is 1e-2"),
    "reg 0.1": ("reg=0.0", "reg=0.1", "reg = 0 and dropout_keep_ratio = 1: these are the defaults"),
    "reg 1e-3": ("reg=0.0", "reg=1e-3", "reg = 0 and dropout_keep_ratio = 1: these are the"),
    "dropout_keep_ratio 0.5": (
        "dropout_keep_ratio=1,", "dropout_keep_ratio=0.5,", "dropout_keep_ratio = 1: these are"),
    "dtype float64": ("dtype=np.float32", "dtype=np.float64", "the default is float32"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), DEFAULTS.values(), ids=DEFAULTS)
def test_a_wrong_default_costs_one_check_that_tells_it_as_a_default(
    changed, graded, old, new, words
):
    score, found = graded(changed((old, new)))
    assert set(found) == {"test_defaults"}
    assert words in found["test_defaults"]
    assert score == 19.75


@pytest.mark.parametrize(
    "wrong",
    ["np.sqrt(weight_scale)", "weight_scale**2", "0.01", "3 * weight_scale", "weight_scale / 2"],
)
def test_a_weight_scale_that_is_not_used_as_given_is_no_matter_of_defaults(changed, graded, wrong):
    _, found = graded(changed(("W = weight_scale *", f"W = {wrong} *")))
    assert "The standard deviation of W1 is" in found["test_initial_values"]
    assert "test_defaults" not in found


NUMBERS = {
    "from 0": (("W{layer}", "W{layer - 1}"), ("b{layer}", "b{layer - 1}"),
               ("W{last}", "W{last - 1}"), ("b{last}", "b{last - 1}")),
    "biases from 0": (("b{layer}", "b{layer - 1}"), ("b{last}", "b{last - 1}")),
    "weights from 0": (("W{layer}", "W{layer - 1}"), ("W{last}", "W{last - 1}")),
    "from 2": (("W{layer}", "W{layer + 1}"), ("b{layer}", "b{layer + 1}"),
               ("W{last}", "W{last + 1}"), ("b{last}", "b{last + 1}")),
    "in small letters": (("W{layer}", "w{layer}"), ("W{last}", "w{last}")),
    "behind a line": (("b{layer}", "b_{layer}"), ("b{last}", "b_{last}")),
}  # fmt: skip


@pytest.mark.parametrize("pairs", NUMBERS.values(), ids=NUMBERS)
def test_parameters_of_other_names_are_told_by_their_names_and_by_nothing_else(
    changed, graded, pairs
):
    score, found = graded(changed(*pairs))
    assert set(found) == {"test_numbers_of_the_layers"}
    (words,) = found.values()
    assert "W1 and b1" in words
    zero = "{layer - 1}" in str(pairs)
    assert zero == words.startswith("Layers are counted from 1")
    assert score == 0


MODE = 'mode = "test" if y is None else "train"'
WITHOUT_Y = {
    "the loss comes first": (
        'if mode == "test":\n            return scores',
        'softmax_loss(scores, y)\n        if mode == "test":\n            return scores'),
    "the number of labels": (MODE, f"N = len(y)\n        {MODE}"),
    "the shape of the labels": (MODE, f"N = y.shape[0]\n        {MODE}"),
    "labels as whole numbers": (MODE, f"labels = y.astype(int)\n        {MODE}"),
    "the largest label": (MODE, f"classes = max(y) + 1\n        {MODE}"),
}  # fmt: skip


@pytest.mark.parametrize("pair", WITHOUT_Y.values(), ids=WITHOUT_Y)
def test_a_net_that_fails_without_labels_fails_the_checks_of_its_scores_alone(
    changed, graded, pair
):
    score, found = graded(changed(pair))
    assert set(found) == {"test_scores", "test_scores_without_dropout"}
    assert found["test_scores"] == found["test_scores_without_dropout"]
    assert "It raised" in found["test_scores"]
    assert score > 15


DROPS = "a, dropout_cache = dropout_forward(a, self.dropout_param)"
IN_TRAINING = {
    "no seed": (DROPS, f'self.dropout_param["seed"] += 1\n                {DROPS}'),
    "a misspelt attribute": (DROPS, DROPS.replace("dropout_param)", "dropout_params)")),
    "the pair as it is": (DROPS, "a = dropout_forward(a, self.dropout_param)"),
    "the ratio is no setting": (DROPS, DROPS.replace("self.dropout_param)", 'self.ratio["p"])')),
    "a cache too many": (DROPS, DROPS.replace("a, dropout_cache", "a, dropout_cache, mask")),
}


@pytest.mark.parametrize("pair", IN_TRAINING.values(), ids=IN_TRAINING)
def test_a_net_that_fails_with_dropout_is_told_so_once(changed, graded, pair):
    _, found = graded(changed(pair))
    assert set(found) == {"test_units_are_dropped"}
    assert "It raised" in found["test_units_are_dropped"]


P = '"p": dropout_keep_ratio}'
RATIOS = {
    "1 - ratio": (P, '"p": 1 - dropout_keep_ratio}', "divided by 1 - dropout_keep_ratio"),
    "always 0.8": (P, '"p": 0.8}', "scaled by the same number"),
    "always 0.5": (P, '"p": 0.5}', "scaled by the same number"),
    "squared": (P, '"p": dropout_keep_ratio**2}', "divided by dropout_keep_ratio twice"),
    "the square root": (P, '"p": dropout_keep_ratio**0.5}', "the square root of"),
    "a bit more": (P, '"p": min(1, dropout_keep_ratio + 0.05)}', "something other than"),
}


@pytest.mark.parametrize(("old", "new", "words"), RATIOS.values(), ids=RATIOS)
def test_a_net_with_another_keep_ratio_is_told_its_true_cause(changed, graded, old, new, words):
    _, found = graded(changed((old, new)))
    assert words in found["test_dropout_in_training"]
    assert "1 - " not in found["test_dropout_in_training"] or "1 - " in words


@pytest.mark.parametrize("default", ["0.8", "0.86", "0.7", "1", "0.3"])
def test_a_wrong_default_of_keep_prob_is_told_as_a_default(grade_exercise, course, default):
    cells = course.assignment("regularization").cells
    exercise = "forward_propagation_with_dropout"
    (right,) = [cell.source for cell in cells if cell.grade_id == exercise]
    code = right.replace("keep_prob=0.5", f"keep_prob={default}")
    checks = grade_exercise("regularization", exercise, code)["checks"]
    found = {name: words for name, (outcome, words) in checks.items() if outcome != "pass"}
    assert set(found) == {"test_default_of_keep_prob"}
    assert "the default is 0.5" in found["test_default_of_keep_prob"]
