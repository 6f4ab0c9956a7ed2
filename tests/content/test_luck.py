"""Right solutions that draw without any seed of ours keep their points, whatever they draw."""

import pytest

from autograder.grading.grader import Grader
from autograder.sandbox.notebook_cells import Cell
from tests.support.places import ROOT

# dozens of submissions each
pytestmark = pytest.mark.slow

OWN_GENERATOR = ROOT / "autograder/exercises/dropout/dropout_forward/alternatives/default_rng.py"


@pytest.mark.parametrize("seed", range(6))
def test_neither_the_graders_seed_nor_the_students_draws_cost_points(course, seed):
    assignment = course.assignment("dropout")
    code = {"dropout_forward": OWN_GENERATOR.read_text(encoding="utf-8")}
    cells = [
        Cell(cell.grade_id, code.get(cell.grade_id, cell.source), cell.grade_id)
        for cell in assignment.cells
        if cell.role in ("setup", "solution")
    ]
    with Grader(assignment, seed=seed) as grader:
        for _ in range(12):
            graded = grader.grade_cells(cells, "student")
            lost = [(c.name, c.rationale, c.cause) for e in graded.exercises for c in e.checks
                    if c.outcome != "pass"]  # fmt: skip
            assert lost == []
