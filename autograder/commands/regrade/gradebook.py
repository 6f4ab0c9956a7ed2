"""The gradebook of a regrading: opened to be read alone, unless it is to be recorded in."""

from typing import Any

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.classroom.messages import Setup
from autograder.classroom.recording.folders import Folders
from autograder.commands.regrade.record import Record, read
from autograder.course.course import Assignment, Course
from autograder.gradebook.errors import GradebookError
from autograder.gradebook.master_copy import read_master
from autograder.gradebook.scores import agrees, read_scores


def setup(
    book: Any, course: Course, config: Config, assignment: Assignment, to_write: bool
) -> Setup:
    """Read what the gradebook knows of the assignment.

    Raises GradebookError where it does not know the exercises or, to record, their points.
    """
    name = assignment.name
    master = read_master(book, name, assignment.order)
    worth = {cell.name.removeprefix("test_"): cell.max_score for cell in master.grade_cells}
    again = f"run 'nbgrader generate_assignment {name} --force' first"
    if unknown := [each for each in assignment.points if each not in worth]:
        raise GradebookError(f"the gradebook does not know {', '.join(unknown)}: {again}")
    other = [e for e, points in assignment.points.items() if points != worth[e]]
    if to_write and other:
        raise GradebookError(f"the gradebook has other points for {', '.join(other)}: {again}")
    url = CourseDirectory(config=config).db_url
    return Setup(course.root, config, name, sum(assignment.points.values()), master, url)


def complete(book: Any, setup: Setup, students: list[str]) -> None:
    """Put folders into their places that a killed run has recorded and no more."""
    name, root = setup.assignment, setup.root / "autograded"
    left = {
        student: found
        for student in students
        if not (root / student / name).exists()
        and (found := read(root / student / f".{name}.part" / f"{name}.ipynb"))
    }
    if not left:
        return
    scores = read_scores(book, name, list(left))
    folders = Folders(setup.root, setup.config, name)
    with folders.alone():
        for student, found in left.items():
            if _is_recorded(found, scores.get(student, {})):
                folders.place(student)


def _is_recorded(found: Record, scores: Any) -> bool:
    return agrees(found.result, scores)
