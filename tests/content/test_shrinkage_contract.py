"""What `shrinkage` takes points for though no name fits it, and what it may not judge."""

import pytest

from autograder.course.course import Course
from tests.support.places import ROOT

# a submission each
pytestmark = pytest.mark.slow

CODE = {cell.grade_id: cell.source for cell in Course(ROOT).assignment("shrinkage").cells}
# exercise, how its reference is spoilt, and the checks that show it
REJECTED = {
    "NaN where nothing is dropped": (
        "dropout_objective", {"(1 - p) / p *": "np.float64(1 - p) ** 2 / np.float64(1 - p) / p *"},
        {"nothing_dropped"}),
    "n lost in the fit of the value": (
        "dropout_objective", {"(error @ error": "(n * error @ error"}, {"value"}),
    "n lost in the price of the gradient": (
        "dropout_objective", {"price * w)": "n * price * w)"}, {"gradient"}),
    "the half lost in the price of the value": (
        "dropout_objective", {"price @ w**2": "2 * price @ w**2"}, {"value"}),
    "a λ of zero refused": (
        "ridge_fit", {"    n, d = X.shape\n": "    n, d = X.shape\n    assert lam > 0\n"},
        {"no_penalty"}),
    "one example refused": (
        "ridge_fit", {"    n, d = X.shape\n": "    n, d = X.shape\n    assert n > 1\n"},
        {"more_features_than_examples"}),
    "rows missing where the path runs away": (
        "descent_path", {"    ### END": "    path = path[abs(path).max(1) < 50]\n    ### END"},
        {"step_size_too_large"}),
    "zeros refused": (
        "min_norm_fit", {"    U, s": "    assert np.abs(X).max(axis=0).min() > 0\n    U, s"},
        {"dependent_columns"}),
}  # fmt: skip


def spoilt(exercise, edits):
    code = CODE[exercise]
    for old, new in edits.items():
        assert code.count(old) == 1, old
        code = code.replace(old, new)
    return code


@pytest.mark.parametrize(("exercise", "edits", "checks"), REJECTED.values(), ids=REJECTED)
def test_what_the_contract_forbids_loses_the_check_that_is_about_it(
    grade_exercise, exercise, edits, checks
):
    graded = grade_exercise("shrinkage", exercise, spoilt(exercise, edits))
    failed = {name.removeprefix("test_") for name, (outcome, _) in graded["checks"].items()
              if outcome == "fail"}  # fmt: skip
    assert checks <= failed, graded["checks"]
    assert graded["score"] < graded["max_score"]


NUMBERS = {"a Python number": "float({})", "a NumPy scalar": "np.float64({})",
           "an array without axes": "np.array({})"}  # fmt: skip


@pytest.mark.parametrize("written", NUMBERS.values(), ids=NUMBERS)
def test_a_number_may_be_of_any_kind(grade_exercise, written):
    for exercise, last in (("ridge_fit", "return w, b"), ("dropout_objective", "return value,")):
        name = last.split()[1 if exercise == "dropout_objective" else 2].rstrip(",")
        line = f"{name} = {written.format(name)}\n    {last}"
        graded = grade_exercise("shrinkage", exercise, spoilt(exercise, {last: line}))
        assert graded["score"] == graded["max_score"], graded["checks"]


MORE = {"ridge_fit": "X, y, lam", "descent_path": "X, y, eta, steps",
        "dropout_objective": "X, y, w, p", "min_norm_fit": "X, y"}  # fmt: skip


@pytest.mark.parametrize("exercise", MORE)
def test_a_function_may_have_settings_of_its_own(grade_exercise, exercise):
    given = MORE[exercise]
    head = f"def {exercise}({given}):"
    code = spoilt(exercise, {head: f"def {exercise}({given}, verbose=True, *, tol=1e-9, **more):"})
    graded = grade_exercise("shrinkage", exercise, code)
    assert graded["score"] == graded["max_score"], graded["checks"]
