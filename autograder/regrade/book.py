"""The gradebook of a regrading: opened to be read alone, unless it is to be recorded in."""

from contextlib import AbstractContextManager
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder import database
from autograder.classroom import open_gradebook
from autograder.classroom.folders import Folders
from autograder.classroom.recorder import attempt
from autograder.classroom.work import Setup
from autograder.course import Assignment, Course
from autograder.master import read_master
from autograder.records import GradebookError, agrees, check, read_scores
from autograder.regrade.kept import Record, read


def opened(config: Config, to_write: bool) -> AbstractContextManager[Gradebook]:
    """Return the gradebook; GradebookError where there is none or it cannot be read."""
    url = database.address(config)
    file = database.file_of(url)
    if file and not file.is_file():
        raise GradebookError(
            f"there is no gradebook '{file.name}': nothing is recorded that could be regraded"
        )
    if to_write or not file:
        made: AbstractContextManager[Gradebook] = open_gradebook(config)
        return made
    text = database.to_read_alone(url).render_as_string(hide_password=False)
    return attempt(lambda: Gradebook(text, CourseDirectory(config=config).course_id))


def setup(
    book: Any, course: Course, config: Config, assignment: Assignment, to_write: bool
) -> Setup:
    """Read what the gradebook knows of the assignment.

    Raises GradebookError where it does not know the exercises or, to record, their points.
    """
    name = assignment.name
    check(book)
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
