"""What the report shows of a class, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass

from autograder.commands.report.class_results import StudentReport
from autograder.commands.report.concerns import Concern, Kind
from autograder.commands.report.course_texts import Mistake
from autograder.commands.report.distributions import Spread
from autograder.commands.report.item_analysis import Discrimination
from autograder.testing.results import Outcome

Students = tuple[str, ...]
Concerns = tuple[tuple[Kind, tuple[tuple[str, Concern], ...]], ...]


@dataclass(frozen=True)
class CheckFigures:
    """One check: how often it ended how, and how well it tells strong work from weak."""

    name: str
    title: str
    outcomes: Mapping[Outcome, int]
    item: Discrimination

    @property
    def count(self) -> int:
        """Return in how many submissions it was to be carried out."""
        return sum(self.outcomes.values())

    def share(self, outcome: Outcome) -> float:
        """Return the share of the submissions in which it ended so, from 0 to 1."""
        return self.outcomes[outcome] / self.count if self.count else 0.0


@dataclass(frozen=True)
class ExerciseFigures:
    """One exercise: its scores, its checks, and the mistakes that were made in it.

    ``mean`` is NaN where nobody has a score. ``mistakes``: with those who made them, most frequent
    first; ``unwritten``: who has not written it, or in a cell that does not run; ``unnamed``: who
    fails otherwise, and no known mistake explains it.
    """

    name: str
    max_score: float
    scored: int
    mean: float
    full: int
    none: int
    held: int
    checks: tuple[CheckFigures, ...]
    mistakes: tuple[tuple[Mistake, Students], ...]
    unwritten: Students
    unnamed: Students
    item: Discrimination


@dataclass(frozen=True)
class WrittenFigures:
    """One written question: how many answers have a mark, how many wait for one, and the mean."""

    name: str
    max_score: float
    marked: int
    waiting: int
    mean: float


@dataclass(frozen=True)
class Figures:
    """All that the report shows. ``concerns``: who asks for a person, by reason; ``everybody``:
    each student once, with the points of this page where there are any: the lowest first, then
    those without.
    """

    assignment: str
    handed_in: int
    graded: int
    held: int
    counts_written: bool
    scores: Spread
    exercises: tuple[ExerciseFigures, ...]
    written: tuple[WrittenFigures, ...]
    concerns: Concerns
    everybody: tuple[tuple[StudentReport, float | None], ...]
    seconds: Spread
    slowest: tuple[tuple[str, float], ...]
    outdated: int
    not_isolated: int
    recorded: bool

    @property
    def waiting(self) -> int:
        """Return how many written answers wait for a mark."""
        return sum(each.waiting for each in self.written)

    @property
    def asking(self) -> int:
        """Return how many students ask for a person."""
        return len({student for _, those in self.concerns for student, _ in those})
