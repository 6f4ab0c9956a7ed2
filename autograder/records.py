"""What is recorded already: results in the autograded notebooks, scores in the gradebook.

A grader that is killed may leave either of them behind alone. Work counts as done where both agree.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from autograder.course import Course
from autograder.text import clean

MARK = "autograder"  # the key of our result in a notebook's metadata
NEXT = "next"  # in it, what each exercise's feedback begins with
UNFINISHED = {"status": "unfinished"}  # stands there from the first copy until the result is in
PLAIN = {  # what SQLite says, and what to do about it
    "database is locked": "the gradebook is in use by another program: close it, run this again",
    "not a database|disk image is malformed": "the gradebook is damaged and was left as it is: put "
    "back a copy, or move it away, run 'nbgrader generate_assignment' and grade again",
    "disk is full|Errno 28": "the disk is full: make room and run this again",
    "readonly database|unable to open database": "the gradebook cannot be written",
}


class GradebookError(Exception):
    """The gradebook cannot be used; the message says what to do."""


@dataclass(frozen=True)
class Scores:
    """What the gradebook holds for one graded cell."""

    auto: float | None
    manual: float | None


def in_plain_words(error: str) -> str:
    """Return what to do about a fault of the gradebook or the disk, or the error itself."""
    told = next((words for cause, words in PLAIN.items() if re.search(cause, error)), "")
    return f"{told} ({clean(error, 120)})" if told else clean(error)


def read_scores(api: Any, assignment: str) -> dict[str, dict[str, Scores]]:
    """Return the scores that the gradebook holds, by student and graded cell.

    ``api``: nbgrader's. Raises GradebookError where the file is unusable.
    """
    from nbgrader.api import Assignment, BaseCell, Grade, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    found: dict[str, dict[str, Scores]] = {}
    try:
        with api.gradebook as book:
            if book.engine.name == "sqlite":
                whole = book.db.execute(text("PRAGMA quick_check")).scalar()
                if whole != "ok":
                    raise GradebookError(in_plain_words(f"disk image is malformed: {whole}"))
            rows = (
                book.db.query(
                    SubmittedAssignment.student_id,
                    BaseCell.name,
                    Grade.auto_score,
                    Grade.manual_score,
                )
                .select_from(Grade)
                .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
                .join(
                    SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id
                )
                .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
                .join(BaseCell, Grade.cell_id == BaseCell.id)
                .filter(Assignment.name == assignment)
            )
            for student, cell, auto, manual in rows:
                found.setdefault(student, {})[cell] = Scores(auto, manual)
    except SQLAlchemyError as error:
        raise GradebookError(in_plain_words(str(getattr(error, "orig", error)))) from error
    return found


def _mark(course: Course, assignment: str, student: str) -> Any:
    """Return what we have left in the autograded notebook: a result, UNFINISHED, or None.

    A notebook that is missing or cut off is unfinished too; one without a mark is not ours.
    """
    path = course.root / "autograded" / student / assignment / f"{assignment}.ipynb"
    try:
        return json.loads(path.read_text(encoding="utf-8"))["metadata"].get(MARK)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return UNFINISHED


def recorded(course: Course, assignment: str, student: str) -> dict[str, Any] | None:
    """Return the result that grading has left in the autograded notebook; None: it left none."""
    mark = _mark(course, assignment, student)
    if mark is None or mark == UNFINISHED:
        return None
    return {key: value for key, value in mark.items() if key != NEXT}


def needs_grading(course: Course, assignment: str, student: str, scores: dict[str, Scores]) -> bool:
    """Tell whether nbgrader would take for done what is not: half done, lost, or held back.

    ``scores``: what the gradebook holds for the student. What is not ours is left alone.
    """
    mark = _mark(course, assignment, student)
    if mark is None:
        return False
    return mark == UNFINISHED or not all(
        _is_done(each["score"], scores.get(f"test_{each['exercise']}"))
        for each in mark["exercises"]
    )


def _is_done(score: float | None, held: Scores | None) -> bool:
    if held is None:
        return False
    if score is None:  # held back: tried again until a person has graded it
        return held.manual is not None
    return held.auto == score
