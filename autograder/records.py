"""What is recorded already: results in the autograded notebooks, scores in the gradebook.

A grader that is killed may leave either of them behind alone. Work counts as done where both agree.
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from autograder.course import Course
from autograder.text import clean

MARK = "autograder"  # the key of our result in a notebook's metadata
NEXT = "next"  # in it, what each exercise's feedback begins with
HANDED_IN = "handed_in"  # and the hash of what was handed in
UNFINISHED = {"status": "unfinished"}  # stands there from the first copy until the result is in
PLAIN = {  # what SQLite says, and what to do about it
    "database is locked": "the gradebook is in use by another program: close it, run this again",
    "not a database|disk image is malformed": "the gradebook is damaged and was left as it is: put "
    "back a copy, or move it away, run 'nbgrader generate_assignment' and grade again",
    "disk is full|Errno 28": "the disk is full: make room and run this again",
    "readonly database|unable to open database": "the gradebook cannot be written",
    # and what PostgreSQL says
    "permission denied for|read-only transaction": "the gradebook cannot be written",
    "FATAL: +(database|role|password|no pg_hba)": "the gradebook's server refuses: see "
    "c.CourseDirectory.db_url in nbgrader_config.py",
    "connection failed|closed the connection|connection (is|was) (lost|closed|bad)|"
    "the connection is closed|terminating connection": "the gradebook's server does not answer: "
    "see that it runs, then run this again",
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


def check(book: Any) -> None:
    """Raise GradebookError where an SQLite gradebook is damaged."""
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    if book.engine.name != "sqlite":
        return
    try:
        whole = book.db.execute(text("PRAGMA quick_check")).scalar()
    except SQLAlchemyError as error:
        raise GradebookError(in_plain_words(str(getattr(error, "orig", error)))) from error
    if whole != "ok":
        raise GradebookError(in_plain_words(f"disk image is malformed: {whole}"))


def read_scores(
    book: Any, assignment: str, students: Collection[str]
) -> dict[str, dict[str, Scores]]:
    """Return the scores that the gradebook holds of some students, by student and graded cell.

    Raises GradebookError where the gradebook is unusable.
    """
    from nbgrader.api import Assignment, BaseCell, Grade, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import select
    from sqlalchemy.exc import SQLAlchemyError

    found: dict[str, dict[str, Scores]] = {}
    query = (
        select(SubmittedAssignment.student_id, BaseCell.name, Grade.auto_score, Grade.manual_score)
        .select_from(Grade)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
        .where(Assignment.name == assignment, SubmittedAssignment.student_id.in_(students))
    )
    try:
        for student, cell, auto, manual in book.db.execute(query):
            found.setdefault(student, {})[cell] = Scores(auto, manual)
        book.db.rollback()  # a reader holds no one up
    except SQLAlchemyError as error:
        raise GradebookError(in_plain_words(str(getattr(error, "orig", error)))) from error
    return found


def left_mark(course: Course, assignment: str, student: str) -> Any:
    """Return what we have left in the autograded notebook: a result, UNFINISHED, or None.

    A notebook that is missing or cut off is unfinished too; one without a mark is not ours.
    """
    path = course.root / "autograded" / student / assignment / f"{assignment}.ipynb"
    try:
        return json.loads(path.read_text(encoding="utf-8"))["metadata"].get(MARK)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return UNFINISHED


def result_of(mark: Any) -> dict[str, Any] | None:
    """Return the result in a mark, as the command line prints it; None where there is none."""
    if not isinstance(mark, dict) or mark.get("status", "unfinished") == "unfinished":
        return None
    return {key: value for key, value in mark.items() if key not in (NEXT, HANDED_IN)}


def recorded(course: Course, assignment: str, student: str) -> dict[str, Any] | None:
    """Return the result that grading has left in the autograded notebook; None: it left none."""
    return result_of(left_mark(course, assignment, student))


def agrees(mark: dict[str, Any], scores: dict[str, Scores]) -> bool:
    """Tell whether the gradebook holds a mark's scores, so that nothing is half done or lost.

    ``scores``: what the gradebook holds for the student. What was held back is not done either.
    """
    return all(
        _is_done(each["score"], scores.get(f"test_{each['exercise']}"))
        for each in mark["exercises"]
    )


def _is_done(score: float | None, held: Scores | None) -> bool:
    if held is None:
        return False
    if score is None:  # held back: tried again until a person has graded it
        return held.manual is not None
    return held.auto == score
