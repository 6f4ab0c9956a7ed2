"""What is taken off for handing in late, brought up to date without grading anything again.

nbgrader takes it off while it grades, and does not look again when a due date, an extension, a rule
or a score by hand comes later. The rule is the course's: nbgrader's plug-in, called as nbgrader
calls it.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from nbgrader.api import Assignment, Grade, Notebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import func, select, update
from sqlalchemy.exc import SQLAlchemyError
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from autograder.gradebook.errors import GradebookError, in_plain_words

LEAST = 1e-9  # points that make a difference


@dataclass(frozen=True)
class Submitted:
    """A notebook in the gradebook. ``late_seconds``: with the student's extension; ``score``:
    before anything is taken off; ``penalty``: what is recorded.
    """

    id: str
    student: str
    late_seconds: float
    score: float
    penalty: float | None


class LateRule:
    """The course's rule; without nbgrader's step for penalties there is none, and all stay."""

    def __init__(self, config: Config) -> None:
        self._config = config

    @cached_property
    def _step(self) -> Any:
        # a second, spared where nobody is late
        from nbgrader.converters import Autograde
        from nbgrader.preprocessors import AssignLatePenalties

        steps = Autograde(config=self._config).autograde_preprocessors
        kinds = [import_item(step) if isinstance(step, str) else step for step in steps]
        found = [kind for kind in kinds if issubclass(kind, AssignLatePenalties)]
        step = found[0](config=self._config) if found else None
        if step is None or not step.enabled:
            return None
        step.init_plugin()
        return step

    def penalty(self, work: Submitted, more: float = 0.0) -> float | None:
        """Return what is to be taken off, None for nothing; ``more``: points beyond its score."""
        if not work.late_seconds and work.penalty is None:
            return None
        if self._step is None:
            return work.penalty
        if not work.late_seconds:
            return None
        score = work.score + more
        found = self._step.plugin_inst.late_submission_penalty(
            work.student, score, work.late_seconds
        )
        if found is None:
            return None
        return float(self._step._check_late_penalty(SimpleNamespace(score=score), found))


def differ(one: float | None, other: float | None) -> bool:
    """Tell whether two penalties are not the same; no penalty is one of 0."""
    return abs((one or 0.0) - (other or 0.0)) > LEAST


def bring_up_to_date(
    db: Any,
    rule: LateRule,
    assignment: str,
    students: Collection[str] | None = None,
    notebook: str = "",
) -> list[str]:
    """Enter the penalties that are right now, in a transaction that the caller ends.

    ``students``, ``notebook``: only of these (default: all). Return those whose penalty is another
    one.
    """
    changed = []
    for work in read_submitted(db, assignment, students, notebook):
        now = rule.penalty(work)
        if now != work.penalty:
            row = update(SubmittedNotebook).where(SubmittedNotebook.id == work.id)
            db.execute(row.values(late_submission_penalty=now))
        if differ(now, work.penalty):
            changed.append(work.student)
    return list(dict.fromkeys(changed))


def stale_penalties(db: Any, config: Config, assignment: str) -> list[str]:
    """Return the students whose penalty is not that of the dates and rules of now."""
    rule = LateRule(config)
    try:
        works = read_submitted(db, assignment)
        found = [each.student for each in works if differ(rule.penalty(each), each.penalty)]
        # a reader holds no one up
        db.rollback()
    except SQLAlchemyError as error:
        raise GradebookError(in_plain_words(str(getattr(error, "orig", error)))) from error
    return list(dict.fromkeys(found))


def read_submitted(
    db: Any, assignment: str, students: Collection[str] | None = None, notebook: str = ""
) -> list[Submitted]:
    """Return an assignment's notebooks as the gradebook has them (default: everybody's, all)."""
    own = [Assignment.name == assignment]
    if notebook:
        own.append(Notebook.name == notebook)
    if students is not None:
        own.append(SubmittedAssignment.student_id.in_(students))
    rows = db.execute(
        _joined(
            SubmittedNotebook.id, SubmittedAssignment.student_id, SubmittedAssignment.timestamp,
            SubmittedAssignment.extension, Assignment.duedate,
            SubmittedNotebook.late_submission_penalty,
        ).where(*own)
    ).all()  # fmt: skip
    scores = _joined(SubmittedNotebook.id, func.sum(Grade.score)).join(
        Grade, Grade.notebook_id == SubmittedNotebook.id
    )
    summed = db.execute(scores.where(*own).group_by(SubmittedNotebook.id))
    points = {row[0]: row[1] for row in summed}
    return [
        Submitted(row.id, row.student_id, _late(row), points.get(row.id) or 0.0,
                  row.late_submission_penalty)
        for row in rows
    ]  # fmt: skip


def _joined(*columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(SubmittedNotebook)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
    )


def _late(row: Any) -> float:
    if not (row.duedate and row.timestamp):
        return 0.0
    late: datetime.timedelta = row.timestamp - row.duedate
    return max(0.0, (late - (row.extension or datetime.timedelta())).total_seconds())
