"""A student is told of an exception; hidden inputs never leave the box in its text."""

import numpy as np
import pytest

from autograder.sandbox import exception_text

SOURCE = "def f(x, W1):\n    raise ValueError('odd shape')\n    return np.dot(x, W1).stray + x"

NOTHING = None
EMPTY: list = []


def call(kind, message, line=2, cell="<cell f>"):
    error = {"type": kind, "message": message, "line": line, "cell": cell}
    return str(exception_text.describe_call_error(error, SOURCE))


def native(action):
    try:
        action()
    except Exception as error:
        return call(type(error).__name__, str(error)), f"{type(error).__name__}: {error}"
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize(
    "action",
    [
        lambda: np.ones((2, 3)) + np.ones((4, 5)),
        lambda: np.dot(np.ones((2, 3)), np.ones((2, 3))),
        lambda: np.ones((2, 3)) @ np.ones((2, 3)),
        lambda: np.ones(3)[5],
        lambda: np.ones(3).sum(axis=2),
        lambda: np.ones(6).reshape(4, 5),
        lambda: NOTHING["W1"],
        lambda: {}["W1"],
        lambda: [][0],
        lambda: None + 1,
        lambda: np.ones(2).stray,
        lambda: 1 / 0,
        lambda: bool(np.ones(2) > 0),
        lambda: (lambda x: x)(1, 2),
        lambda: EMPTY[NOTHING],
    ],
)
def test_what_python_and_numpy_say_is_told(action):
    shown, raised = native(action)
    if "<lambda>" not in raised:
        assert shown.startswith(raised.rstrip())
    assert shown.endswith("(line 2 of the cell `f`)")


def test_what_stands_in_the_submission_is_told():
    assert call("ValueError", "odd shape") == "ValueError: odd shape (line 2 of the cell `f`)"


@pytest.mark.parametrize(
    "message",
    [
        "[0.33686949, 0.93437789]",
        "name 'a33686949' is not defined",
        "'0.33686949'",
        "index 33686949 is out of bounds for axis 0 with size 3",
        "odd shape 0.33686949",
        "eJxjYGBgAAAABAAB",
        "operands could not be broadcast together with shapes (33686949,) (1,)",
    ],
)
def test_what_could_carry_a_hidden_input_is_not_told(message):
    assert call("ValueError", message) == "ValueError (line 2 of the cell `f`)"


def test_a_type_of_the_students_own_is_not_named():
    assert call("E33686949", "odd shape").startswith("an exception of its own kind: odd shape")
    assert call(["ValueError"], "").startswith("an exception of its own kind")


@pytest.mark.parametrize("error", [None, [], "text", {}, {"type": 3, "message": [1], "line": "x"}])
def test_a_forged_report_is_told_somehow(error):
    assert str(exception_text.describe_call_error(error, SOURCE))
    assert isinstance(str(exception_text.describe_cell_error(error)), str)


def test_no_hidden_input_reaches_the_result(graders):
    from autograder.sandbox.notebook_run import Cell

    grader = graders["regularization"]
    cells = [
        Cell(
            cell.grade_id,
            cell.source
            if cell.role == "setup"
            else f"def {cell.grade_id}(*a, **k):\n    raise ValueError(repr(a))",
            cell.grade_id,
        )
        for cell in grader.assignment.cells
        if cell.role in ("setup", "solution")
    ]
    graded = grader.grade_cells(cells, "student")
    assert graded.score == 0
    tried = [check.rationale for each in graded.exercises for check in each.checks]
    assert any(text.startswith("It raised ValueError (line 2") for text in tried)
    assert not [text for text in tried if "array(" in text]
