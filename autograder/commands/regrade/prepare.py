"""The gradebook of a regrading: what it knows, and what a killed run has left half done."""

from typing import Any

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.classroom.messages import Setup
from autograder.classroom.recording.autograded_folder import Folders
from autograder.commands.regrade.record import read_record
from autograder.course.course import Assignment, Course, exercise_of
from autograder.course.folders import CourseFolders, Step
from autograder.course.ordinary import is_ordinary
from autograder.gradebook.errors import GradebookError
from autograder.gradebook.master_copy import Master, read_master
from autograder.gradebook.scores import agrees, read_scores


def prepare(
    book: Any, course: Course, config: Config, assignment: Assignment, to_write: bool
) -> Setup:
    """Read what the gradebook knows of the assignment.

    Raises GradebookError where it does not know the exercises or, to record, their points.
    """
    name = assignment.name
    master = read_master(book, assignment)
    worth = {exercise_of(cell.name): cell.max_score for cell in master.grade_cells}
    again = f"run 'nbgrader generate_assignment {name} --force' first"
    if unknown := [each for each in assignment.points if each not in worth]:
        raise GradebookError(f"the gradebook does not know {', '.join(unknown)}: {again}")
    other = [e for e, points in assignment.points.items() if points != worth[e]]
    if to_write and other:
        raise GradebookError(f"the gradebook has other points for {', '.join(other)}: {again}")
    if to_write and is_ordinary(assignment) and (old := _older_tests(master, assignment)):
        raise GradebookError(f"the gradebook has other tests in {', '.join(old)}: {again}")
    url = CourseDirectory(config=config).db_url
    points = sum(assignment.points.values())
    return Setup(course.root, config, name, assignment.stem, points, master, url)


def _older_tests(master: Master, assignment: Assignment) -> list[str]:
    """Return the cells whose tests were others when the assignment was generated."""
    known = {cell.name: cell.source for cell in master.source_cells}
    tests = (cell for cell in assignment.cells if cell.role == "test")
    # what nbgrader writes for this line has another salt each time
    fixed = (cell for cell in tests if "AUTOTEST" not in cell.source)
    return [cell.grade_id for cell in fixed if known.get(cell.grade_id) != cell.source]


def complete(book: Any, setup: Setup, assignment: Assignment, students: list[str]) -> None:
    """Put folders into their places that a killed run has recorded and no more."""
    name, places = setup.assignment, CourseFolders(setup.root, setup.config)
    left = {}
    for student in students:
        whole = places.of(Step.AUTOGRADED, student, name)
        part = places.half_made(student, name) / assignment.notebook.name
        if not whole.exists() and (found := read_record(part)):
            left[student] = found
    if not left:
        return
    scores = read_scores(book, assignment, list(left))
    folders = Folders(setup)
    with folders.alone():
        for student, found in left.items():
            if agrees(found.result, scores.get(student, {})):
                folders.place(student)
