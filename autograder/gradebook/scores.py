"""What is recorded already: results in the autograded notebooks, scores in the gradebook.

A grader that is killed may leave either of them behind alone. Work counts as done where both agree.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.course.course import Assignment, test_cell_of
from autograder.gradebook.errors import GradebookError, in_plain_words


@dataclass(frozen=True)
class Scores:
    """What the gradebook holds for one graded cell."""

    auto: float | None
    manual: float | None


def check_integrity(book: Any) -> None:
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
    book: Any, assignment: Assignment, students: Collection[str]
) -> dict[str, dict[str, Scores]]:
    """Return what the gradebook holds of some students in a notebook, by student and graded cell.

    Raises GradebookError where the gradebook is unusable.
    """
    from nbgrader import api
    from sqlalchemy import select
    from sqlalchemy.exc import SQLAlchemyError

    found: dict[str, dict[str, Scores]] = {}
    grade, submitted = api.Grade, api.SubmittedAssignment
    query = (
        select(submitted.student_id, api.BaseCell.name, grade.auto_score, grade.manual_score)
        .select_from(grade)
        .join(api.SubmittedNotebook, grade.notebook_id == api.SubmittedNotebook.id)
        .join(submitted, api.SubmittedNotebook.assignment_id == submitted.id)
        .join(api.Notebook, api.SubmittedNotebook.notebook_id == api.Notebook.id)
        .join(api.Assignment, submitted.assignment_id == api.Assignment.id)
        .join(api.BaseCell, grade.cell_id == api.BaseCell.id)
        .where(api.Assignment.name == assignment.name, api.Notebook.name == assignment.stem)
        .where(submitted.student_id.in_(students))
    )
    try:
        for student, cell, auto, manual in book.db.execute(query):
            found.setdefault(student, {})[cell] = Scores(auto, manual)
        # a reader holds no one up
        book.db.rollback()
    except SQLAlchemyError as error:
        raise GradebookError(in_plain_words(str(getattr(error, "orig", error)))) from error
    return found


def agrees(mark: dict[str, Any], scores: dict[str, Scores]) -> bool:
    """Tell whether the gradebook holds a mark's scores, so that nothing is half done or lost.

    ``scores``: what the gradebook holds for the student. What was held back is not done either.
    """
    return all(
        _is_done(each["score"], score_of(each["exercise"], scores)) for each in mark["exercises"]
    )


def score_of(exercise: str, scores: Mapping[str, Scores]) -> Scores | None:
    """Return what the gradebook holds for an exercise; test cells may have any name."""
    return scores.get(test_cell_of(exercise)) or scores.get(exercise)


def _is_done(score: float | None, held: Scores | None) -> bool:
    if held is None:
        return False
    # held back: tried again until a person has graded it
    if score is None:
        return held.manual is not None
    return held.auto == score
