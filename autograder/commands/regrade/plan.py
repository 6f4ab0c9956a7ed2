"""What a change leaves to do in a class: who stays, whose grade is due, and what is not ours."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.classroom.messages import Job
from autograder.classroom.plan import AT_A_TIME, job_of
from autograder.commands.regrade.reasons import Now, reasons
from autograder.commands.regrade.record import Record, read_record
from autograder.commands.regrade.score_changes import (
    HELD,
    LEFT,
    SAME,
    Before,
    Row,
    row_of,
    standings,
)
from autograder.course.course import Assignment
from autograder.course.folders import CourseFolders, Step
from autograder.gradebook.scores import Scores, read_scores, score_of
from autograder.gradebook.timestamps import keeps_its_time
from autograder.submission.cells import extract_cells
from autograder.submission.find import is_left_out, submitted_notebook
from autograder.submission.hashes import code_hash
from autograder.submission.mark import HANDED_IN, MARK
from autograder.submission.normalise import handed_in
from autograder.submission.read import UnreadableSubmission, read_submission

NOT_GRADED = "it is not graded yet"
# what of a receipt matters where nbgrader grades, and what is said where it has changed
OUTSIDE_WHY = {"suites": "a change in its tests or points", "engine": "another nbgrader"}
NOT_THERE = "this notebook is not handed in"
CHANGED = "it was handed in again since it was graded"
STAYS = "; what is recorded stays"
DISAGREES = "the gradebook does not hold the scores of its autograded notebook"


class RegradePlan:
    """Goes through a class: `settled` first; what is ``due`` then, `jobs` yields."""

    def __init__(self, folders: CourseFolders, assignment: Assignment, now: Now, book: Any) -> None:
        self.due: dict[str, Before] = {}
        self._folders, self._assignment = folders, assignment
        self._now, self._book = now, book

    def settled(self, students: Sequence[str]) -> Iterator[Row]:
        """Yield the rows of those for whom nothing is to be done here."""
        for start in range(0, len(students), AT_A_TIME):
            some = students[start : start + AT_A_TIME]
            held = read_scores(self._book, self._assignment, some)
            for student in some:
                if row := self._row(student, held.get(student, {})):
                    yield row

    def jobs(self) -> Iterator[Job]:
        """Yield the submissions that are due, read one by one."""
        for student in self.due:
            yield job_of(student, self._submitted)

    def changed(self, student: str) -> bool:
        """Tell whether a submission is no longer the one that is recorded."""
        record = read_record(self._graded(student))
        with suppress(UnreadableSubmission):
            return record is None or self._is_another(record, student, self._read(student))
        return True

    def _row(self, student: str, scores: dict[str, Scores]) -> Row | None:
        """Return the row of one who stays as recorded; None where the grade is due."""
        name = self._assignment.label
        if is_left_out(self._folders, student, self._assignment):
            return row_of(student, name, LEFT, NOT_THERE)
        record = read_record(self._graded(student))
        if record is None:
            return row_of(student, name, LEFT, NOT_GRADED)
        before = Before(student, name, standings(record.notebook), scores, {})
        try:
            notebook = self._read(student)
        except UnreadableSubmission as error:
            return before.row(HELD, f"{error}; what is recorded stays")
        if self._is_another(record, student, notebook):
            return before.row(LEFT, CHANGED)
        if any(score_of(exercise, scores) is None for exercise in self._now.points):
            return before.row(LEFT, DISAGREES)
        if self._now.outside:
            why = _outside_reasons(record, self._now)
        else:
            code = code_hash(extract_cells(notebook, self._assignment))
            why = reasons(record, self._now, code)
        if why:
            self.due[student] = Before(student, name, before.exercises, scores, why)
            return None
        return before.row(SAME) if self._agree(before) else before.row(LEFT, DISAGREES)

    def _agree(self, before: Before) -> bool:
        """Tell whether the gradebook holds the scores of the autograded notebook."""
        held = ((score_of(name, before.scores), each) for name, each in before.exercises.items())
        return all(found is not None and found.auto == each.score for found, each in held)

    def _is_another(self, record: Record, student: str, notebook: dict[str, Any]) -> bool:
        known = record.notebook["metadata"][MARK].get(HANDED_IN)
        same_time = keeps_its_time(self._folders, student, self._assignment.name)
        return not same_time or known != handed_in(notebook)

    def _read(self, student: str) -> dict[str, Any]:
        return read_submission(self._submitted(student))

    def _submitted(self, student: str) -> Path:
        return submitted_notebook(self._folders, student, self._assignment)

    def _graded(self, student: str) -> Path:
        name, stem = self._assignment.name, self._assignment.stem
        return self._folders.notebook(Step.AUTOGRADED, student, name, stem)


def _outside_reasons(record: Record, now: Now) -> dict[str, str]:
    """Return the exercises of a notebook that nbgrader runs, where they may stand otherwise."""
    for part, why in OUTSIDE_WHY.items():
        if record.receipt.get(part) != now.state[part]:
            return dict.fromkeys(now.points, why)
    return {}
