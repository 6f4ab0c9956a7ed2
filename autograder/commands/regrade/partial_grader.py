"""Grades again what is affected of a submission; the rest stays as it is recorded.

`Again` takes the grader's place where a class is converted, so that all else goes as in grading.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from autograder.classroom.convert import warmed
from autograder.classroom.messages import Setup
from autograder.commands.regrade.affected import Now, needed
from autograder.commands.regrade.record import Catalogue, Kept, Record, read_record
from autograder.course.course import Course
from autograder.course.settings import Grading
from autograder.grading.diagnosis.matching import traced
from autograder.grading.grader import Grader
from autograder.grading.receipts.receipt import Receipt
from autograder.sandbox.limits import Level
from autograder.sandbox.session import Cell
from autograder.submission.hashes import of_submission
from autograder.testing.results import Exercise, Graded

FAILING = ("partial", "fail")


class NoBox:
    """The isolation of a run in which no submission's code runs."""

    words = "none is needed, for no submission's code runs"


@dataclass(frozen=True)
class Recipe:
    """Makes an `Again` in each process that grades; ``runs``: whether any code is to be run."""

    now: Now
    catalogue: Catalogue
    runs: bool

    def __call__(self, setup: Setup) -> "Again":
        """Return one for a class; raises CourseError and BoxError where code must run."""
        return Again(self, setup, warmed(setup) if self.runs else None)


class Again:
    """Answers as a Grader does. ``kept``: what stays of the last submission, by exercise."""

    def __init__(self, recipe: Recipe, setup: Setup, grader: Grader | None) -> None:
        self._recipe, self._setup, self._grader = recipe, setup, grader
        settings = Grading(config=setup.config)
        self.assignment = settings.assignment(setup.root, setup.assignment)
        self.kept: dict[str, Kept] = {}

    @property
    def level(self) -> Any:
        """Return the isolation that was achieved."""
        return self._grader.level if self._grader else NoBox()

    def grade_cells(self, cells: list[Cell], name: str) -> Graded:
        """Grade what is affected, and take the rest from the record."""
        recipe, record = self._recipe, self._record(name)
        why, self.kept = needed(record, recipe.now, of_submission(cells), recipe.catalogue)
        graded = self._graded(cells, name, set(why)) if why else self._nothing(name)
        made = {each.exercise: each for each in graded.exercises}
        if not graded.error and (more := self._named_otherwise(record, made)):
            self.kept = {name: kept for name, kept in self.kept.items() if name not in more}
            graded = self._graded(cells, name, more)
            made |= {each.exercise: each for each in graded.exercises}
        return graded if graded.error else self._whole(record, graded, made)

    def _whole(self, record: Record, graded: Graded, made: dict[str, Exercise]) -> Graded:
        """Return all exercises of a submission: those that ran, and those that stay."""
        every = self._named(made) | {name: kept.exercise for name, kept in self.kept.items()}
        exercises = tuple(every[exercise] for exercise in self._recipe.now.points)
        receipt = self._receipt(record.receipt, graded.receipt)
        return replace(graded, exercises=exercises, receipt=receipt)

    def _record(self, student: str) -> Record:
        record = read_record(Course(self._setup.root), self.assignment.name, student)
        if record is None:
            raise OSError("its autograded notebook has gone while it was graded")
        return record

    def _graded(self, cells: list[Cell], name: str, only: set[str]) -> Graded:
        if self._grader is None:
            raise OSError("it was changed while it was graded: run this again")
        return self._grader.grade_cells(cells, name, frozenset(only))

    def _nothing(self, name: str) -> Graded:
        whole = sum(self._recipe.now.points.values())
        return Graded(name, self.assignment.name, whole, 0.0)

    def _named_otherwise(self, record: Record, made: Mapping[str, Exercise]) -> set[str]:
        """Return the kept exercises whose mistake may be named otherwise now.

        Behind a failing exercise a mistake is named by its numbers alone: it matters whether all
        before it are sound.
        """
        found, sound, was_sound = set(), True, True
        for exercise in self._recipe.now.points:
            if exercise in self.kept:
                outcome = old = self.kept[exercise].exercise.outcome
            else:
                outcome = made[exercise].outcome
                old = record.exercises.get(exercise, {}).get("outcome", "")
            if exercise in self.kept and outcome in FAILING and sound != was_sound:
                found.add(exercise)
            sound, was_sound = sound and outcome == "pass", was_sound and old == "pass"
        return found

    def _named(self, made: dict[str, Exercise]) -> dict[str, Exercise]:
        """Return what was graded with the mistakes named as if all had been graded at once."""
        if self._grader is None:
            return made
        sound, named = True, dict(made)
        for exercise in self._recipe.now.points:
            if exercise in self.kept:
                sound = sound and self.kept[exercise].exercise.outcome == "pass"
                continue
            each = made[exercise]
            if each.outcome in FAILING:
                known = self._grader.diagnoses.nearest
                found = known(exercise, traced(each.checks), strictly=not sound)
                named[exercise] = replace(each, misconception=found)
            sound = sound and each.outcome == "pass"
        return named

    def _receipt(self, before: Receipt, graded: Receipt | None) -> Receipt:
        """Return the receipt of the whole: of now, with the weaker isolation of the two."""
        if graded is None:
            return before | self._recipe.now.state
        if not self.kept:
            return graded
        weaker = min(Level.named(before["isolation"]), Level.named(graded["isolation"]))
        return graded | {"isolation": weaker.name.lower()}
