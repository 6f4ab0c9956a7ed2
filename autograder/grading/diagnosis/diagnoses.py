"""The known mistakes of an assignment, and the one that a submission's behaviour is that of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from autograder.course.course import Assignment
from autograder.course.exercise_files import MISCONCEPTIONS
from autograder.course.known_solutions import KnownSolution, read_known_solutions
from autograder.grading.diagnosis import cache
from autograder.grading.diagnosis.matching import Behaviour, match, traced
from autograder.sandbox.notebook_run import Cell
from autograder.submission.cells import cells_with
from autograder.testing.results import Exercise

Grade = Callable[[list[Cell], str], Exercise | None]


class Diagnoses:
    """Runs the bank of an exercise when it is first needed, and keeps what it did.

    ``grade``: grades one exercise of a submission; None where it could not. ``state`` tells
    whatever else the behaviour depends on: suites, engine, seed.
    """

    def __init__(self, assignment: Assignment, state: str, grade: Grade) -> None:
        self._assignment, self._state, self._grade = assignment, state, grade
        self._known: dict[str, dict[str, Behaviour]] = {}
        self._bank: dict[str, dict[str, KnownSolution]] = {}

    def named(self, exercises: Iterable[Exercise]) -> Iterator[Exercise]:
        """Yield the exercises of a submission, each failing one with what it behaves as, or None.

        Behind one that fails, numbers must speak: its code may be called by those that follow.
        """
        sound = True
        for exercise in exercises:
            failing = exercise.outcome in ("partial", "fail")
            found = None
            if failing:
                behaviour = traced(exercise.checks)
                found = self.nearest(exercise.exercise, behaviour, strictly=not sound)
            yield replace(exercise, misconception=found)
            sound = sound and exercise.outcome == "pass"

    def nearest(
        self,
        exercise: str,
        behaviour: Behaviour,
        without: frozenset[str] = frozenset(),
        strictly: bool = False,
    ) -> KnownSolution | None:
        """Return the misconception that behaves so, ``without`` some of the bank."""
        best: tuple[int, int] = (0, 0)
        found = None
        for slug, known in self.known(exercise).items():
            fits = None if slug in without else match(behaviour, known, strictly)
            if fits and (fits.numbers, fits.words) > best:
                best, found = (fits.numbers, fits.words), slug
        return self._named(exercise, found) if found else None

    def learn(self) -> None:
        """Run what has not been run of the bank, rather than with the first failing submission."""
        for exercise in self._assignment.points:
            self.known(exercise)

    def _named(self, exercise: str, slug: str) -> KnownSolution:
        entry = self._bank[exercise][slug]
        return self._bank[exercise].get(entry.like, entry)

    def known(self, exercise: str) -> dict[str, Behaviour]:
        """Return what each misconception of an exercise does, by slug."""
        if exercise not in self._known:
            entries = read_known_solutions(self._assignment, MISCONCEPTIONS, exercise)
            self._bank[exercise] = {entry.slug: entry for entry in entries}
            kept = cache.BehaviourCache(self._assignment.name, exercise, self._state, entries)
            self._known[exercise] = kept.load() or self._run_once(exercise, entries, kept)
        return self._known[exercise]

    def _run_once(
        self, exercise: str, entries: list[KnownSolution], kept: cache.BehaviourCache
    ) -> dict[str, Behaviour]:
        # another process may just have run it
        with kept.alone():
            return kept.load() or self._run(exercise, entries, kept)

    def _run(
        self, exercise: str, entries: list[KnownSolution], kept: cache.BehaviourCache
    ) -> dict[str, Behaviour]:
        known: dict[str, Behaviour] = {}
        for entry in entries:
            graded = self._grade(cells_with(self._assignment, exercise, entry.code), exercise)
            if graded is not None:
                known[entry.slug] = traced(graded.checks)
        if len(known) == len(entries):
            kept.save(known)
        return known
