"""What a platform is told of each student: a score, or how far its grading is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from autograder.commands.export.tables.grade_table import Terms
from autograder.commands.export.tables.grades import Sheet, Status, StudentGrades
from autograder.commands.output.spreadsheet_text import number
from autograder.sandbox.untrusted_text import clean

# activityProgress and gradingProgress, in the words of the specification
PROGRESS = {
    Status.GRADED: ("Completed", "FullyGraded"),
    Status.NEEDS_MARKING: ("Submitted", "PendingManual"),
    Status.HELD_BACK: ("Submitted", "NotReady"),
    Status.NOT_GRADED: ("Submitted", "Pending"),
}
MISSING_AS_ZERO = ("Initialized", "FullyGraded")


@dataclass(frozen=True)
class Score:
    """A score as it is sent; ``given`` is None where there is no grade to tell."""

    student: str
    user: str
    activity: str
    grading: str
    given: float | None
    maximum: float
    submitted: str | None = None

    def __str__(self) -> str:
        given = "no score" if self.given is None else f"{number(self.given)}"
        return f"{clean(self.student, 60)}: {given} of {number(self.maximum)}, {self.grading}"


@dataclass
class Column:
    """An assignment's scores; of whom nothing is sent, and of whom it cannot be."""

    sheet: Sheet
    heading: str
    scores: list[Score] = field(default_factory=list)
    nothing: int = 0
    without_id: list[str] = field(default_factory=list)

    @property
    def notes(self) -> Iterator[str]:
        """Yield what whoever sends it might miss."""
        if self.nothing:
            yield (
                f"{self.heading}: {self.nothing} not submitted, nothing is sent for them "
                "(--missing-as-zero sends 0)"
            )
        if self.without_id:
            names = ", ".join(clean(name, 60) for name in self.without_id)
            yield f"{self.heading}: left out, the gradebook has no lms_user_id for them: {names}"


def columns(works: Iterable[StudentGrades], terms: Terms) -> list[Column]:
    """Return what is to be sent, an assignment after the other."""
    found: dict[str, Column] = {}
    for work in works:
        name = terms.columns.get(work.sheet.name, work.sheet.name)
        column = found.setdefault(work.sheet.id, Column(work.sheet, name))
        score = _score(work, terms)
        if score is None:
            column.nothing += 1
        elif score.user:
            column.scores.append(score)
        else:
            column.without_id.append(work.student.id)
    return list(found.values())


def _score(work: StudentGrades, terms: Terms) -> Score | None:
    """Return a student's score; None where there is nothing to tell.

    What is held back has none, whatever the terms: the platform could only take it for a grade.
    """
    given = terms.grade(work)
    if work.status is Status.NOT_SUBMITTED:
        if given is None:
            return None
        activity, grading = MISSING_AS_ZERO
    else:
        activity, grading = PROGRESS[work.status]
    if work.status is Status.HELD_BACK:
        given = None
    submitted = work.timestamp.isoformat(timespec="milliseconds") + "Z" if work.timestamp else None
    return Score(
        work.student.id, work.student.lms_user_id, activity, grading,
        None if given is None else round(given, 6), work.sheet.max_score, submitted,
    )  # fmt: skip
