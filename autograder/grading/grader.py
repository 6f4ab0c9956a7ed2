"""Grades submissions of one assignment: box, suites, score."""

import atexit
import logging
import math
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.course.course import Assignment
from autograder.course.exercise_files import check_exercises, signature
from autograder.grading.diagnosis import Diagnoses
from autograder.grading.diagnosis.diagnoses import Enough
from autograder.grading.disclosure import disclosed
from autograder.grading.older_forms import noted
from autograder.grading.receipts.dependencies import exercise_hashes
from autograder.grading.receipts.hashes import engine_hash, suites_hash
from autograder.grading.receipts.receipt import Receipt, receipt
from autograder.grading.suites.runner import SuiteRunner, SuitesEnded
from autograder.sandbox.box import Box
from autograder.sandbox.exceptions import BoxError
from autograder.sandbox.limits import Level, Limits
from autograder.sandbox.notebook_cells import Cell, RightParts
from autograder.sandbox.self_test import open_box
from autograder.sandbox.session import Session
from autograder.sandbox.untrusted_text import clean
from autograder.submission.cells import extract_cells, parts_used, right_parts
from autograder.submission.forms import read_files
from autograder.submission.read import UnreadableSubmission
from autograder.submission.wrong_file import wrong_file
from autograder.testing.caching import kept_apart
from autograder.testing.results import WRONG_FILE, Check, Exercise, Graded, Outcome

if TYPE_CHECKING:  # where a loose file is graded, traitlets may be missing
    from autograder.course.settings import Grading

log = logging.getLogger("autograder")


class PutOff(Exception):
    """A submission has taken longer than the grader's patience: nothing is known of it."""


class Grader:
    """A warm box and collected suites for one assignment. Use it as a context manager.

    ``box``: opens a box, and another one where that is lost; made for tests. Raises BoxError where
    the machine gives less isolation than ``lowest``.
    """

    def __init__(
        self,
        assignment: Assignment,
        lowest: Level = Level.SEALED,
        limits: Limits | None = None,
        seed: int = 0,
        *,
        box: Callable[[], Box] | None = None,
    ) -> None:
        self.assignment = assignment
        self.limits, self.seed = limits or Limits(), seed
        # seconds after which a submission is put off, where others wait
        self.patience = math.inf
        self._open = box or partial(open_box, assignment.given, lowest)
        self._beside = right_parts(assignment)
        self._collect = partial(SuiteRunner, assignment, seed)
        self._suites = self._collect()
        self._version, self._parts = suites_hash(assignment), exercise_hashes(assignment)
        state = f"{self._version} {engine_hash()} {seed}"
        self.diagnoses = Diagnoses(assignment, state, self._one_exercise)
        try:
            check_exercises(assignment)
            self._box = self._start()
        except BaseException:
            self._suites.close()
            raise

    @property
    def level(self) -> Level:
        """Return the isolation that was achieved."""
        return self._box.level

    def grade_file(self, path: Path, name: str | None = None) -> Graded:
        """Grade a loose file, as `grade_files` does."""
        return self.grade_files([path], name)

    def grade_files(self, paths: Sequence[Path], name: str | None = None) -> Graded:
        """Grade files that are one submission, in any form; what cannot be read is an error."""
        name = name or " + ".join([str(paths[0]), *(path.name for path in paths[1:])])
        try:
            notebook = read_files(paths, self.assignment)
        except UnreadableSubmission as error:
            return self._held(name, str(error))
        return self.grade_cells(extract_cells(notebook, self.assignment), name)

    def grade_cells(
        self,
        cells: list[Cell],
        name: str,
        only: frozenset[str] | None = None,
        *,
        naming: bool = True,
        seed: int | None = None,
    ) -> Graded:
        """Grade the cells of a submission, as far as the exercises in ``only`` go where given.

        ``naming``: look for the known mistakes behind what fails, which may take some seconds.
        ``seed``: that of the hidden inputs, where it is another one than the grader's; what the
        known mistakes do with such inputs is not known, so that none is named.
        Raises PutOff where it takes longer than the grader's patience.
        """
        why = wrong_file(cells, self.assignment)
        graded = (self._waiting(name, why) if why
                  else self._graded(cells, name, only, self.patience, seed))  # fmt: skip
        found = noted(graded.exercises, cells, self.assignment)
        named = self.diagnoses.named(found) if naming and seed is None else found
        made = self.receipt(cells, self.seed if seed is None else seed)
        return replace(
            graded, exercises=tuple(disclosed(named)), receipt=None if graded.error else made
        )

    def receipt(self, cells: list[Cell], seed: int) -> Receipt:
        """Return the receipt that a submission gets whose hidden inputs are drawn from ``seed``."""
        return receipt(self._version, cells, seed, self.level, self.limits) | self._parts

    def _waiting(self, name: str, why: str) -> Graded:
        """Return the result of what seems to be the wrong file: it waits for a person."""
        check = Check("right_file", "It is the right file", 1, Outcome.ERROR, why, fault=WRONG_FILE)
        held = [Exercise(each, most, (check,)) for each, most in self.assignment.points.items()]
        return Graded(name, self.assignment.name, self._max_score, 0.0, tuple(held))

    def _one_exercise(
        self, cells: list[Cell], exercise: str, enough: Enough | None = None
    ) -> Exercise | None:
        graded = self._graded(cells, "", frozenset([exercise]), enough=enough)
        return next(iter(graded.exercises), None)

    def _graded(
        self,
        cells: list[Cell],
        name: str,
        only: frozenset[str] | None,
        patience: float = math.inf,
        seed: int | None = None,
        enough: Enough | None = None,
    ) -> Graded:
        start = time.monotonic()
        self._deadline, self._drawn_from, self._enough = start + patience, seed, enough
        try:
            # inputs of another seed are never needed again
            with nullcontext() if seed is None else kept_apart():
                exercises = self._judged(cells, only)
        except BoxError as error:
            return self._held(name, f"the sandbox failed, nothing was graded: {error}")
        except SuitesEnded as error:
            return self._held(name, f"the hidden suites failed, nothing was graded: {error}")
        # what was cut short says nothing
        seconds = time.monotonic() - start
        if seconds >= patience:
            raise PutOff
        _log_faults(name, exercises)
        return Graded(name, self.assignment.name, self._max_score, seconds, exercises)

    def _judged(self, cells: list[Cell], only: frozenset[str] | None) -> tuple[Exercise, ...]:
        """Judge each exercise beside right parts; where it loses points, beside its own as well.

        A right net keeps its points whatever its layers do, and one that is right with layers of
        its own kind keeps them too. An exercise that only this submission builds on others is
        judged beside its own parts first, and beside right ones where it loses points.
        """
        found = self._checked(cells, only, self._beside)
        found = self._once_more(cells, found, self._beside, {})
        if all(each.outcome == "pass" for each in found):
            return tuple(found)
        used = parts_used(cells, self.assignment)
        used = {each: parts for each, parts in used.items() if each not in self._beside}
        return tuple(self._once_more(cells, found, used, used))

    def _once_more(
        self,
        cells: list[Cell],
        found: list[Exercise],
        parts: dict[str, RightParts],
        beside: dict[str, RightParts],
    ) -> list[Exercise]:
        """Judge what has ``parts`` and loses points ``beside`` others; keep what is better."""
        lost = frozenset(
            each.exercise for each in found
            if each.exercise in parts and each.outcome in ("partial", "fail")
            and not _has_right_parts(cells, each, parts)
        )  # fmt: skip
        if not lost or time.monotonic() >= self._deadline:
            return found
        again = {each.exercise: each for each in self._checked(cells, lost, beside)}
        return [_better(each, again.get(each.exercise)) for each in found]

    def _checked(
        self, cells: list[Cell], only: frozenset[str] | None, beside: dict[str, RightParts]
    ) -> list[Exercise]:
        """Run the suites; once more in a new box where the first one was lost."""
        try:
            return self._run(cells, only, beside)
        except BoxError:
            self._box.close()
            self._box = self._start()
            return self._run(cells, only, beside)
        except SuitesEnded:  # this submission would end them again; the next gets new ones
            self._suites.close()
            self._suites = self._collect()
            raise

    def _start(self) -> Box:
        try:
            return self._open()
        except OSError as error:  # no process, no memory, no temporary file to be had
            raise BoxError(f"it cannot be started: {error}") from error

    def _run(
        self, cells: list[Cell], only: frozenset[str] | None, beside: dict[str, RightParts]
    ) -> list[Exercise]:
        points = self.assignment.points
        session = Session(self._box, cells, self.limits, tuple(points), beside, self._deadline)
        try:
            checks = self._suites.run(
                session, self.limits.stops, only, self._drawn_from, self._enough
            )
        except BaseException as error:
            # the suites are still at it in their thread
            if isinstance(error, KeyboardInterrupt):
                self._box.close()
            # which must not take the place of the cause
            with suppress(BoxError):
                session.close()
            raise
        session.close()
        return [
            Exercise(each, points[each], tuple(checks[each]), judged_by=session.judged_by(each))
            for each in points
            if only is None or each in only
        ]

    @property
    def _max_score(self) -> float:
        return sum(self.assignment.points.values())

    def _held(self, name: str, error: str) -> Graded:
        return Graded(name, self.assignment.name, self._max_score, 0.0, error=error)

    def close(self) -> None:
        """End the box and the suites."""
        self._box.close()
        self._suites.close()

    def __enter__(self) -> "Grader":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class NothingToRun(Grader):
    """Grades a notebook without exercises: people mark what is in it, and no code has to run."""

    def __init__(self, assignment: Assignment, limits: Limits, seed: int) -> None:
        self.assignment, self.limits, self.seed = assignment, limits, seed
        self.patience = math.inf

    @property
    def level(self) -> Level:
        """Return the highest: nothing is safer than not to run."""
        return max(Level)

    def grade_cells(self, cells: list[Cell], name: str, *_: Any, **__: Any) -> Graded:
        """Return a result without exercises."""
        suites = suites_hash(self.assignment)
        made = receipt(suites, cells, self.seed, self.level, self.limits)
        made |= exercise_hashes(self.assignment)
        return Graded(name, self.assignment.name, 0.0, 0.0, receipt=made)

    def close(self) -> None:
        """Do nothing: nothing was started."""


def _has_right_parts(cells: list[Cell], exercise: Exercise, parts: dict[str, RightParts]) -> bool:
    """Tell whether a second look finds nothing new."""
    right = {cell.label: cell.source for cell in parts[exercise.exercise].cells}
    own = {cell.label: cell.source for cell in cells if cell.exercise in right}
    return own.items() <= right.items() or exercise.is_unwritten


def _better(first: Exercise, second: Exercise | None) -> Exercise:
    return second if second and (second.score or 0) > (first.score or 0) else first


def _log_faults(name: str, exercises: tuple[Exercise, ...]) -> None:
    """Log the causes of what is held back. They may show hidden values: for the instructor only."""
    for exercise in exercises:
        for check in exercise.checks:
            if check.outcome is Outcome.ERROR:
                where, cause = f"{exercise.exercise}, check {check.name}", clean(check.cause)
                log.error("%s: held back for review: %s: %s", clean(name), where, cause)


def grader_of(assignment: Assignment, lowest: Level, limits: Limits, seed: int) -> Grader:
    """Return a grader for an assignment; without exercises it needs no box."""
    if not assignment.points:
        return NothingToRun(assignment, limits, seed)
    return Grader(assignment, lowest, limits, seed)


def grader_for(settings: "Grading", assignment: Assignment) -> Grader:
    """Return a grader for an assignment, set as configured."""
    lowest = Level.named(settings.isolation)
    return grader_of(assignment, lowest, settings.limits, settings.seed)


_graders: dict[Any, Grader] = {}


def warm_grader(settings: "Grading", root: Path, label: str) -> Grader:
    """Return a grader that stays warm for the next submission, new when anything has changed."""
    assignment = settings.assignment(root, label)
    where = (assignment.notebook, assignment.suites)
    state = (settings.isolation, settings.seed, settings.limits, signature(assignment))
    if (where, state) not in _graders:
        for key in [key for key in _graders if key[0] == where]:
            _graders.pop(key).close()
        _graders[where, state] = grader_for(settings, assignment)
    return _graders[where, state]


@atexit.register
def close_graders() -> None:
    """End all warm graders."""
    while _graders:
        _graders.popitem()[1].close()
