"""What grading has left of a class, reduced to what a report needs: no text of a submission."""

from collections.abc import Mapping
from dataclasses import dataclass

from autograder.commands.export.tables.grades import Status
from autograder.commands.report.concerns import Concern, Kind
from autograder.commands.report.course_texts import Mistake


@dataclass(frozen=True)
class ExerciseResult:
    """One exercise of one student; ``score`` is None where it is held back.

    A score that a person has entered counts in place of ours. ``unwritten``: there is no function
    to judge. ``checks``: outcomes by name.
    """

    max_score: float
    score: float | None
    misconceptions: tuple[str, ...]
    unwritten: bool
    checks: Mapping[str, str]


@dataclass(frozen=True)
class StudentReport:
    """One student's work, as far as it is graded.

    ``graded``: there is a result; without one ``exercises`` and ``written`` are empty. ``written``:
    the points of each written answer, None where it waits for a mark. ``seconds``: how long grading
    took. ``outdated``: it was graded with other suites, another engine, another seed or other
    limits than those of now. ``not_isolated``: nbgrader ran it, outside the box.
    """

    student: str
    exercises: Mapping[str, ExerciseResult]
    written: Mapping[str, float | None]
    seconds: float | None = None
    concerns: tuple[Concern, ...] = ()
    outdated: bool = False
    graded: bool = False
    not_isolated: bool = False

    @property
    def missing(self) -> bool:
        """Tell whether nothing is handed in."""
        return any(each.kind is Kind.MISSING for each in self.concerns)

    @property
    def status(self) -> Status:
        """Return how far it is, as exports have it."""
        if not self.graded:
            return Status.NOT_SUBMITTED if self.missing else Status.NOT_GRADED
        if any(each.score is None for each in self.exercises.values()):
            return Status.HELD_BACK
        return Status.NEEDS_MARKING if None in self.written.values() else Status.GRADED

    @property
    def reason(self) -> str:
        """Return why a person might look at it, in words."""
        return "; ".join(each.words for each in self.concerns)


@dataclass(frozen=True)
class ClassResults:
    """The class: its works, and what the course says of the assignment.

    ``points`` of the exercises, ``written``: points of the cells that a person marks. ``titles``:
    of each exercise's checks, in their order. ``recorded``: whether there is a gradebook.
    """

    assignment: str
    works: tuple[StudentReport, ...]
    points: Mapping[str, float]
    written: Mapping[str, float]
    titles: Mapping[str, Mapping[str, str]]
    mistakes: Mapping[tuple[str, str], Mistake]
    recorded: bool
