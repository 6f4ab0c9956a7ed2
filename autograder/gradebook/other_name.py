"""Has ``nbgrader autograde`` take a notebook under another name, where only one can be meant.

nbgrader itself passes it over, and gives 0 points for the one that it misses.
"""

import os
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.converters import Autograde

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
        wanted = Path(converter._format_source(assignment, student), f"{assignment}.ipynb")
        found = meant_by(converter, assignment, student) or wanted
        other = found != wanted
        if other:
            # our exporter reads what is there in its place
            converter.notebooks = [str(wanted)]
            told = "%s: graded from '%s', the only notebook there that can be meant"
            converter.log.warning(told, clean(student, 60), clean(found.name, 60))
        begin(converter, assignment, student)
        if other:
            _undo_zero(converter.coursedir.db_url, assignment, student)

    init_assignment.takes_other_names = True  # type: ignore[attr-defined]
    Autograde.init_assignment = init_assignment


def meant_by(converter: Any, assignment: str, student: str) -> Path | None:
    """Return the notebook that a converter of nbgrader's is to read, None where none is clear."""
    root = Path(converter.coursedir.root)
    course = Grading(config=converter.config).assignment(root, assignment)
    try:
        found = submitted_notebook(CourseFolders(root, converter.config), student, course)
    except UnreadableSubmission:
        return None
    return found if os.path.lexists(found) else None


def _undo_zero(database: str, assignment: str, student: str) -> None:
    """Take back what nbgrader has entered for a notebook that it missed."""
    with Gradebook(database) as book:
        for grade in book.find_submission_notebook(assignment, assignment, student).grades:
            grade.auto_score, grade.needs_manual_grade = None, True
        book.db.commit()
