"""Has ``nbgrader autograde`` take a notebook under another name, where only one can be meant.

nbgrader itself passes it over, and gives 0 points for the one that it misses.
"""

import fnmatch
import os
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde

from autograder.course.course import Assignment
from autograder.course.folders import CourseFolders
from autograder.course.settings import Grading
from autograder.sandbox.untrusted_text import clean
from autograder.submission.find import submitted_notebook
from autograder.submission.read import UnreadableSubmission


def take_other_names() -> None:
    """Put a step around the one that looks for notebooks; safe to repeat."""
    begin = Autograde.init_assignment
    if getattr(begin, "takes_other_names", False):
        return

    def init_assignment(converter: Any, assignment: str, student: str) -> None:
        folder = Path(converter._format_source(assignment, student))
        folders = CourseFolders(Path(converter.coursedir.root), converter.config)
        other = {}
        for each in notebooks_of(converter):
            name = _meant(folders, student, each)
            if name and name != each.notebook.name:
                other[str(folder / each.notebook.name)] = name
        if other:
            # our exporter reads what is there in its place
            known = [path for path in converter.notebooks if Path(path).name not in other.values()]
            converter.notebooks = sorted([*known, *other])
        for name in other.values():
            told = "%s: graded from '%s', the only candidate there"
            converter.log.warning(told, clean(student, 60), clean(name, 60))
        begin(converter, assignment, student)
        for path in other:
            _undo_zero(converter.coursedir.db_url, assignment, student, Path(path).stem)

    init_assignment.takes_other_names = True  # type: ignore[attr-defined]
    Autograde.init_assignment = init_assignment


def notebooks_of(converter: Any) -> list[Assignment]:
    """Return those notebooks of its assignment that a converter of nbgrader's goes through."""
    course = converter.coursedir
    root, wanted = Path(course.root), course.notebook_id
    found = Grading(config=converter.config).course(root).notebooks(course.assignment_id)
    return [each for each in found if fnmatch.fnmatchcase(each.stem, wanted)]


def _meant(folders: CourseFolders, student: str, assignment: Assignment) -> str | None:
    """Return the name of the notebook that is to be read, None where none is clear."""
    try:
        found = submitted_notebook(folders, student, assignment)
    except UnreadableSubmission:
        return None
    return found.name if os.path.lexists(found) else None


def _undo_zero(database: str, assignment: str, student: str, notebook: str) -> None:
    """Take back what nbgrader has entered for a notebook that it missed."""
    with Gradebook(database) as book:
        for grade in book.find_submission_notebook(notebook, assignment, student).grades:
            grade.auto_score, grade.needs_manual_grade = None, True
        book.db.commit()
