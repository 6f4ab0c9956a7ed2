"""What the grades of a notebook depend on as it stands now, as their receipts have it."""

from typing import Any

import nbgrader

from autograder.course.course import Assignment
from autograder.course.ordinary import runs_outside
from autograder.course.settings import Grading
from autograder.grading.receipts.hashes import suites_hash
from autograder.grading.receipts.receipt import graded_by


def state_now(assignment: Assignment, settings: Grading) -> dict[str, Any]:
    """Return the part of a receipt that a grade would follow from now, beside the submission."""
    suites = suites_hash(assignment)
    if runs_outside(assignment, settings.not_isolated):
        return {"suites": suites, "engine": f"nbgrader {nbgrader.__version__}"}
    return graded_by(suites, settings.seed, settings.limits)
