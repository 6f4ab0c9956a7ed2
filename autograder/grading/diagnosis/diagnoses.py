"""The known mistakes of an assignment, and those that a submission's behaviour is that of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from autograder.course.course import Assignment
from autograder.course.edits import read_edits
from autograder.course.exercise_files import EDITS, MISCONCEPTIONS
from autograder.course.known_solutions import KnownSolution, read_known_solutions
from autograder.grading.diagnosis import cache
from autograder.grading.diagnosis.matching import Behaviour, compact, match, trace_of, traced
from autograder.grading.diagnosis.pairs import Differs, Pairs
from autograder.sandbox.notebook_cells import Cell
from autograder.submission.cells import cells_with
from autograder.testing.results import Check, Exercise

Enough = Callable[[Check], bool]
Grade = Callable[[list[Cell], str, Enough | None], Exercise | None]


class Diagnoses:
    """Runs the bank of an exercise when it is first needed, and keeps what it did.

    ``grade``: grades one exercise of a submission, as far as the check that is enough; None where
    it could not. ``state`` tells whatever else the behaviour depends on: suites, engine, seed.
    """

    def __init__(self, assignment: Assignment, state: str, grade: Grade) -> None:
        self._assignment, self._state, self._grade = assignment, state, grade
        self._known: dict[str, dict[str, Behaviour]] = {}
        self._bank: dict[str, dict[str, KnownSolution]] = {}
        self._pairs: dict[str, Pairs] = {}

    def named(self, exercises: Iterable[Exercise]) -> Iterator[Exercise]:
        """Yield the exercises of a submission, each failing one with what it behaves as, if any.

        Behind one that fails, numbers must speak: its code may be called by those that follow.
        """
        sound = True
        for exercise in exercises:
            found: tuple[KnownSolution, ...] = ()
            if exercise.outcome in ("partial", "fail"):
                behaviour = traced(exercise.checks)
                found = self.nearest(exercise.exercise, behaviour, strictly=not sound)
            yield replace(exercise, misconceptions=found)
            sound = sound and exercise.outcome == "pass"

    def nearest(
        self,
        exercise: str,
        behaviour: Behaviour,
        without: frozenset[str] = frozenset(),
        strictly: bool = False,
    ) -> tuple[KnownSolution, ...]:
        """Return the misconception that behaves so, ``without`` some of the bank, or two at once.

        Of two, the one that shows first comes first. Empty where none does, and where pairs that
        do are not of the same two names.
        """
        known = {slug: each for slug, each in self.known(exercise).items() if slug not in without}
        best: tuple[int, int] = (0, 0)
        found = None
        for slug, each in known.items():
            fits = match(behaviour, each, strictly)
            if fits and (fits.numbers, fits.words) > best:
                best, found = (fits.numbers, fits.words), slug
        if found:
            return (self._named(exercise, found),)
        pairs = self._pairs[exercise].nearest(behaviour, known, strictly)
        named = [tuple(self._named(exercise, slug) for slug in pair) for pair in pairs]
        names = {frozenset(entry.slug for entry in pair) for pair in named}
        return named[0] if len(names) == 1 and len(*names) == 2 else ()

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
            self._pairs[exercise] = self._pairs_of(exercise, entries)
        return self._known[exercise]

    def _pairs_of(self, exercise: str, entries: list[KnownSolution]) -> Pairs:
        edits = read_edits(self._assignment, exercise)
        whole = KnownSolution(exercise, EDITS, repr(edits), "")
        name = f"pairs-of-{exercise}"
        kept = cache.BehaviourCache(self._assignment.name, name, self._state, [*entries, whole])
        return Pairs(edits, partial(self._behaviour, exercise), kept)

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
            behaviour = self._behaviour(exercise, entry.code)
            if behaviour is not None:
                known[entry.slug] = compact(behaviour)
        if len(known) == len(entries):
            kept.save(known)
        return known

    def _behaviour(
        self, exercise: str, code: str, differs: Differs | None = None
    ) -> Behaviour | None:
        def enough(check: Check) -> bool:
            return differs is not None and differs(check.name, trace_of(check))

        cells = cells_with(self._assignment, exercise, code)
        graded = self._grade(cells, exercise, enough if differs else None)
        return None if graded is None else traced(graded.checks)
