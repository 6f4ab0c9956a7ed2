"""What dates and rules of now, and scores that move, do to penalties for handing in late."""

from typing import Any

from traitlets.config import Config

from autograder.commands.regrade.score_changes import MOVED, REWORDED, SAME, Row
from autograder.course.course import Assignment
from autograder.gradebook.open import retry
from autograder.gradebook.penalties import LateRule, bring_up_to_date, differ, read_submitted


class Lateness:
    """Knows a notebook's penalties as they are recorded at first; raises GradebookError."""

    def __init__(self, db: Any, config: Config, assignment: Assignment) -> None:
        self._rule, self._assignment = LateRule(config), assignment
        name, stem = assignment.name, assignment.stem
        found = retry(lambda: read_submitted(db, name, notebook=stem))
        # a reader holds no one up
        db.rollback()
        self._works = {work.student: work for work in found}

    def record(self, book: Any) -> None:
        """Enter the penalties of those whose scores stay; others' are entered with their scores."""

        def enter() -> None:
            name, stem = self._assignment.name, self._assignment.stem
            bring_up_to_date(book.db, self._rule, name, notebook=stem)
            book.db.commit()

        retry(enter, book)

    def told(self, row: Row) -> Row:
        """Return the row, with the penalty before and now where that is another one."""
        work = self._works.get(row["submission"])
        if work is None:
            return row
        moved = row["exercises"] if row["status"] == MOVED else []
        more = sum(
            (each["score"] or 0.0) - (each["before"] or 0.0)
            for each in moved
            if each["manual"] is None
        )
        now = self._rule.penalty(work, more)
        if not differ(now, work.penalty):
            return row
        late = {"before": work.penalty or 0.0, "now": now or 0.0}
        status = MOVED if row["status"] in (SAME, REWORDED) else row["status"]
        return row | {"status": status, "late_penalty": late}
