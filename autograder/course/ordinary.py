"""Ordinary notebooks, whose tests stand in their cells: nbgrader's own Execute runs them.

This is outside the box, and so only for assignments that ``c.Grading.not_isolated`` names.
"""

import fnmatch
from collections.abc import Collection

from autograder.course.course import Assignment, CourseError
from autograder.course.exercise_files import check_exercises, tested

# in the place of a level of isolation
NOT_ISOLATED = "not isolated"


def is_ordinary(assignment: Assignment) -> bool:
    """Tell whether a notebook has cells with tests, and no hidden tests for any of them."""
    return bool(assignment.points) and not tested(assignment) & {*assignment.points}


def runs_outside(assignment: Assignment, allowed: Collection[str]) -> bool:
    """Tell whether a notebook is run outside the box, where it may be (see `check_way`).

    A notebook without exercises is run beside ordinary ones alone: people who mark it see its
    outputs then.
    """
    bare = not assignment.points and not tested(assignment)
    return is_ordinary(assignment) or (bare and _is_named(assignment, allowed))


def check_way(assignment: Assignment, allowed: Collection[str]) -> None:
    """Raise CourseError where a notebook can be graded in neither of the two ways.

    ``allowed``: names of assignments, or patterns as in a shell.
    """
    if not is_ordinary(assignment):
        check_exercises(assignment)
    elif not _is_named(assignment, allowed):
        raise CourseError(
            f"there are no hidden suites for '{assignment.label}': its tests stand in its cells, "
            "and nbgrader would run it outside the box; where you trust the code, allow that with "
            f"c.Grading.not_isolated = [{assignment.name!r}] in nbgrader_config.py"
        )


def _is_named(assignment: Assignment, allowed: Collection[str]) -> bool:
    return any(fnmatch.fnmatchcase(assignment.name, each) for each in allowed)
