"""This course's notebooks as they come back from editors that keep no metadata."""

import json

import pytest

from autograder.course.course import Course
from autograder.submission.cells import extract_cells
from tests.support.places import ROOT

LOST_BRACKETS = {
    "compute_cost_with_regularization": (
        "def compute_cost_with_regularization(A3, Y, parameters, lambd):\n"
        "    squares = sum((np.sum(W**2) for W in parameters.values())\n"
        "    return compute_cost(A3, Y) + lambd / 2 * squares\n",
        2,
    ),
    "dropout_backward": (
        "def dropout_backward(dout, cache):\n    param, mask = cache\n\n"
        "    return dout * mask if param['mode' == 'train' else dout\n",
        4,
    ),
    "FullyConnectedNet": (
        "class FullyConnectedNet:\n    def __init__(self, hidden_dims, reg=0.0:\n        pass\n",
        2,
    ),
}


def bare(name, **instead):
    """The model solution without metadata; ``instead``: code for some exercises."""
    path = ROOT / f"solutions/{name}/{name}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    made = []
    for cell in cells:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        source = instead.get(grade_id) or "".join(cell["source"])
        made.append({"cell_type": cell["cell_type"], "metadata": {}, "source": source})
    return {"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}


@pytest.mark.slow
@pytest.mark.parametrize("name", Course(ROOT).names)
def test_the_model_solution_has_full_marks_without_metadata(graders, name):
    grader = graders[name]
    graded = grader.grade_cells(extract_cells(bare(name), grader.assignment), "bare")
    assert graded.score == graded.max_score


@pytest.mark.parametrize("exercise", LOST_BRACKETS)
def test_a_lost_bracket_is_told_as_the_syntax_error_it_is(graders, exercise):
    name = "regularization" if "cost" in exercise else "dropout"
    code, line = LOST_BRACKETS[exercise]
    cells = extract_cells(bare(name, **{exercise: code}), graders[name].assignment)
    graded = graders[name].grade_cells(cells, "bare", frozenset([exercise]))
    told = graded.exercises[0].checks[0].rationale
    assert told.startswith(f"`{exercise}` is not defined: its cell failed: SyntaxError: ")
    assert told.endswith(f"(line {line} of the cell `{exercise}`).")
