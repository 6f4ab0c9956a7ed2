"""A net that is wrong in one setting only, or in one pair of settings, is caught."""

from itertools import combinations, product

import pytest

from tests.support.nets import KNOWS_ITS_SETTINGS

# a net for every pair of settings
pytestmark = pytest.mark.slow

# What a setting is inside a net, by the value that it may have.
SETTINGS = {
    "hidden layers": {str(n): f"len(self.hidden) == {n}" for n in (1, 2, 3, 4)},
    "dtype": {"float32": "self.dtype == np.float32", "float64": "self.dtype == np.float64"},
    "reg": {"off": "self.reg == 0", "on": "self.reg > 0"},
    "dropout and seed": {
        "off": "self.ratio == 1 and self.seed is None",
        "off, seed": "self.ratio == 1 and self.seed is not None",
        "on": "self.ratio < 1 and self.seed is None",
        "on, seed": "self.ratio < 1 and self.seed is not None",
    },
}
WRONG_IN_ONE_CASE = (
    KNOWS_ITS_SETTINGS
    + """
    def loss(self, X, y=None):
        result = super().loss(X, y)
        if y is None or not (CASE):
            return result
        loss, grads = result
        return loss, grads | {"W1": 1.01 * grads["W1"]}
"""
)


def cases():
    """Every value of every setting, and every pair of values of two settings."""
    for name, values in SETTINGS.items():
        for value, test in values.items():
            yield pytest.param(test, id=f"{name} {value}")
    for (a, first), (b, second) in combinations(SETTINGS.items(), 2):
        for (v, one), (w, other) in product(first.items(), second.items()):
            yield pytest.param(f"({one}) and ({other})", id=f"{a} {v} and {b} {w}")


@pytest.mark.parametrize("case", list(cases()))
def test_a_gradient_that_is_wrong_in_one_case_loses_points(grade_exercise, course, case):
    cells = course.assignment("dropout").cells
    right = next(cell.source for cell in cells if cell.grade_id == "FullyConnectedNet")
    code = right + WRONG_IN_ONE_CASE.replace("CASE", case)
    graded = grade_exercise("dropout", "FullyConnectedNet", code)
    assert 0 < graded["score"] < graded["max_score"]
    outcomes = {outcome for outcome, _ in graded["checks"].values()}
    assert outcomes <= {"pass", "fail", "skip"}


def test_the_same_net_with_no_wrong_case_keeps_all_points(grade_exercise, course):
    cells = course.assignment("dropout").cells
    right = next(cell.source for cell in cells if cell.grade_id == "FullyConnectedNet")
    code = right + WRONG_IN_ONE_CASE.replace("CASE", "False")
    graded = grade_exercise("dropout", "FullyConnectedNet", code)
    assert graded["score"] == graded["max_score"], graded["checks"]
