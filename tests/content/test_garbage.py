"""Whatever a student's function returns, the suites judge it: garbage never breaks one."""

import pytest

from autograder.course.course import Course
from tests.support.places import ROOT

# every value through every exercise
pytestmark = pytest.mark.slow

EXERCISES = [(name, slug) for name in Course(ROOT).names
             for slug in Course(ROOT).assignment(name).points]  # fmt: skip
KEYS = "dZ3 dW3 db3 dA2 dZ2 dW2 db2 dA1 dZ1 dW1 db1"
VALUES = {
    "None": "None",
    "an object": "object()",
    "text": "'text'",
    "an empty dict": "{}",
    "an empty list": "[]",
    "an empty tuple": "()",
    "NaN": "float('nan')",
    "infinity": "float('inf')",
    "an empty array": "np.array([])",
    "an array of objects": "np.array([None, object()])",
    "an array of text": "np.array(['a'])",
    "NaN in a shape that broadcasts": "np.full((1, 1), np.nan)",
    "a complex number": "1j",
    "a huge int": "2**80",
    "True": "True",
    "a generator": "(i for i in range(3))",
    "a function": "lambda *a: a",
    "a nested list": "[[1], [2, [3]]]",
    "a ragged tuple": "(np.zeros((2, 3)), None, {'a': [1]})",
    "a tuple of Nones": "(None, (None,) * 14)",
    "a pair of wrong shapes": "(np.zeros((7, 7)), tuple(np.zeros((7, 7)) for _ in range(14)))",
    "fourteen NaNs": "(np.array([[np.nan]]), (np.nan,) * 14)",
    "a dict of Nones": f"dict.fromkeys('{KEYS}'.split())",
    "a dict of scalars": f"dict.fromkeys('{KEYS}'.split(), 0.0)",
    "its arguments": "(args, kwargs)",
    "a class": "type('X', (), {})",
    "a deep list": "__import__('functools').reduce(lambda v, _: [v], range(100), 0)",
    "a megabyte of text": "'x' * 10**6",
    "a large array": "np.zeros(10**7)",
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_garbage_earns_nothing_and_is_no_fault_of_the_grader(
    grade_exercise, assignment, exercise, value
):
    code = f"def {exercise}(*args, **kwargs):\n    return {value}"
    found = grade_exercise(assignment, exercise, code)["exercise"]
    assert [(c.name, c.cause) for c in found.checks if c.outcome == "error"] == []
    assert found.score == 0


GARBAGE_INSIDE = {
    "loss": "class FullyConnectedNet(FullyConnectedNet):\n"
    "    def loss(self, *args, **kwargs):\n        return {value}",
    "the loss and the gradients": "class FullyConnectedNet(FullyConnectedNet):\n"
    "    def loss(self, *args, **kwargs):\n        return {value}, {value}",
    "the gradients": "class FullyConnectedNet(FullyConnectedNet):\n"
    "    def loss(self, X, y=None):\n        found = super().loss(X, y)\n"
    "        return found if y is None else (found[0], dict.fromkeys(found[1], {value}))",
    "params": "class FullyConnectedNet(FullyConnectedNet):\n"
    "    params = property(lambda self, *args, **kwargs: {value}, lambda self, value: None)",
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
@pytest.mark.parametrize("part", GARBAGE_INSIDE)
def test_a_net_with_garbage_inside_is_no_fault_of_the_grader(grade_exercise, course, part, value):
    cells = course.assignment("dropout").cells
    right = next(cell.source for cell in cells if cell.grade_id == "FullyConnectedNet")
    code = right + "\n\n" + GARBAGE_INSIDE[part].replace("{value}", value)
    found = grade_exercise("dropout", "FullyConnectedNet", code)["exercise"]
    assert [(c.name, c.cause) for c in found.checks if c.outcome == "error"] == []
    assert found.score < 0.5 * found.max_score
