"""What an export knows of a class: everybody's work on each assignment, and how far it is."""

import datetime
import enum
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from autograder.course.course import exercise_of
from autograder.gradebook.students import Person


class Status(enum.StrEnum):
    """How far a student's work on an assignment has come."""

    NOT_SUBMITTED = "not submitted"
    NOT_GRADED = "not graded"  # handed in, but the gradebook has no grade of it yet
    HELD_BACK = "held back"  # a fault of the grader: a check could not be carried out
    NEEDS_MARKING = "needs marking"  # a person has to look
    GRADED = "graded"

    @property
    def unfinished(self) -> bool:
        """Tell whether there is a grade that may still change."""
        return self in (Status.HELD_BACK, Status.NEEDS_MARKING)


@dataclass(frozen=True)
class GradedCell:
    """A graded cell: an exercise's test cell, or a written question (``written``).

    ``notebook``: its notebook, where another one of the assignment has a cell of that name.
    """

    id: str
    name: str
    written: bool
    notebook: str = ""

    @property
    def heading(self) -> str:
        """Return what instructors call it: the exercise or the question."""
        name = self.name if self.written else exercise_of(self.name)
        return f"{self.notebook}/{name}" if self.notebook else name


@dataclass(frozen=True)
class Mark:
    """What the gradebook holds for one cell of one student; a manual score counts, if any."""

    score: float | None
    needs_person: bool
    comment: str = ""


@dataclass(frozen=True)
class Sheet:
    """An assignment: its graded cells in the notebook's order, its points and its date (UTC)."""

    id: str
    name: str
    max_score: float
    duedate: datetime.datetime | None
    cells: tuple[GradedCell, ...]


@dataclass(frozen=True)
class StudentGrades:
    """One student's work on one assignment; ``marks`` by the cell's id.

    ``file``: another name of the notebook; ``why_not``: why it cannot be graded, if it is not.
    """

    student: Person
    sheet: Sheet
    handed_in: bool = False
    graded: bool = False
    timestamp: datetime.datetime | None = None
    extension: datetime.timedelta | None = None
    penalty: float = 0.0
    marks: Mapping[str, Mark] = field(default_factory=dict)
    file: str = ""
    why_not: str = ""

    @property
    def status(self) -> Status:
        """Return how far it is; what is held back stands before what needs marking."""
        if not self.graded:
            return Status.NOT_GRADED if self.handed_in else Status.NOT_SUBMITTED
        waiting = [cell for cell in self.sheet.cells if self._waits(cell)]
        if any(not cell.written and self.marks[cell.id].score is None for cell in waiting):
            return Status.HELD_BACK
        return Status.NEEDS_MARKING if waiting else Status.GRADED

    @property
    def reason(self) -> str:
        """Return why the status is what it is, in words for a person."""
        if self.status is Status.NOT_SUBMITTED:
            return "nothing is handed in"
        if self.status is Status.NOT_GRADED:
            return self.why_not or "run 'autograder grade' first"
        waiting = ", ".join(cell.heading for cell in self.sheet.cells if self._waits(cell))
        told = {Status.HELD_BACK: "without a score", Status.NEEDS_MARKING: "to be marked"}
        words = f"{told[self.status]}: {waiting}" if self.status in told else ""
        named = f"its notebook is called '{self.file}'" if self.file else ""
        return "; ".join(filter(None, (words, named)))

    def _waits(self, cell: GradedCell) -> bool:
        return cell.id in self.marks and self.marks[cell.id].needs_person

    @property
    def duedate(self) -> datetime.datetime | None:
        """Return when it was due, with this student's extension."""
        due = self.sheet.duedate
        return due + (self.extension or datetime.timedelta()) if due else None

    @property
    def raw_score(self) -> float | None:
        """Return the sum of the scores so far, None where nothing is graded."""
        if not self.graded:
            return None
        return math.fsum(mark.score for mark in self.marks.values() if mark.score is not None)

    @property
    def score(self) -> float | None:
        """Return what nbgrader's own export calls the score: without the penalty, at least 0."""
        return None if self.raw_score is None else max(0.0, self.raw_score - self.penalty)
