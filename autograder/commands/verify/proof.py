"""What is tried on an exercise's suite, and what was found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from autograder.commands.verify.mutants import Change
from autograder.sandbox.notebook_cells import Cell
from autograder.testing.results import Check, Exercise, Outcome

REFERENCE, RELEASE = "reference", "release"
MISCONCEPTION, ALTERNATIVE, MUTANT = "misconception", "alternative", "mutant"


@dataclass(frozen=True)
class Trial:
    """A submission that a suite is tried on, and the tests that it says it loses."""

    kind: str
    assignment: str
    exercise: str
    name: str
    cells: tuple[Cell, ...]
    loses: frozenset[str] = frozenset()
    change: Change | None = None  # of a mutant
    named: str | None = None  # the misconception that it is to be diagnosed as


@dataclass(frozen=True)
class TrialResult:
    """How a trial was graded; ``graded`` is None where the grader failed, then ``error`` tells."""

    trial: Trial
    graded: Exercise | None
    error: str = ""

    @property
    def full(self) -> bool:
        """Whether it has earned full marks."""
        return self.graded is not None and self.graded.score == self.graded.max_score

    @property
    def killed(self) -> bool:
        """Whether it has lost points."""
        score = self.graded.score if self.graded else None
        return score is not None and not self.full

    @property
    def lost(self) -> frozenset[str]:
        """The tests that it did not pass, left-out ones too, named as in the suite."""
        return self._names(lambda check: check.outcome in (Outcome.FAIL, Outcome.SKIP))

    @property
    def failed(self) -> frozenset[str]:
        """The tests that it failed."""
        return self._names(lambda check: check.outcome is Outcome.FAIL)

    @property
    def examples(self) -> frozenset[str]:
        """The tests that are worked examples of the notebook."""
        return self._names(lambda check: check.example)

    def _names(self, which: Callable[[Check], bool]) -> frozenset[str]:
        checks = self.graded.checks if self.graded else ()
        return frozenset(f"test_{check.name}" for check in checks if which(check))


@dataclass
class Proof:
    """What was found of one exercise. ``equivalents``: the listed mutants with their reasons."""

    assignment: str
    exercise: str
    equivalents: dict[Change, str] = field(default_factory=dict)
    findings: list[TrialResult] = field(default_factory=list)

    def of(self, kind: str) -> list[TrialResult]:
        """Return the findings of one kind, by name."""
        found = (finding for finding in self.findings if finding.trial.kind == kind)
        return sorted(found, key=lambda finding: finding.trial.name)

    @property
    def survivors(self) -> list[Change]:
        """The mutants that keep full marks and are not listed."""
        return [change for change in self._changes(killed=False) if change not in self.equivalents]

    @property
    def equivalent(self) -> int:
        """The number of mutants that keep full marks and are listed."""
        return len(self._changes(killed=False)) - len(self.survivors)

    @property
    def killed(self) -> int:
        """The number of mutants that lose points."""
        return len(self._changes(killed=True))

    @property
    def mutation_score(self) -> float:
        """The share of killed mutants among those that are not equivalent, in percent."""
        return percent(*total([self]))

    @property
    def unneeded(self) -> list[str]:
        """The tests that fail no misconception and no mutant which passes all other tests."""
        found = [*self.of(MISCONCEPTION), *self.of(MUTANT)]
        needed = {test for finding in found for test in finding.failed if len(finding.failed) == 1}
        graded = next((each.graded for each in self.of(REFERENCE) if each.graded), None)
        names = [f"test_{check.name}" for check in graded.checks] if graded else []
        return [name for name in names if name not in needed]

    def _changes(self, killed: bool) -> list[Change]:
        found = (each for each in self.of(MUTANT) if (each.killed if killed else each.full))
        return [each.trial.change for each in found if each.trial.change]


def percent(part: int, whole: int) -> float:
    """Return a share, rounded down to one decimal: 100 is all. All of nothing is 100, too."""
    return 1000 * part // whole / 10 if whole else 100.0


def total(proofs: Iterable[Proof]) -> tuple[int, int]:
    """Return how many mutants are killed, and of how many that are not equivalent."""
    pairs = [(proof.killed, len(proof.of(MUTANT)) - proof.equivalent) for proof in proofs]
    return sum(killed for killed, _ in pairs), sum(whole for _, whole in pairs)
