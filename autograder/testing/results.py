"""What grading yields: checks, exercises, submissions."""

import enum
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from autograder.course.known_solutions import KnownSolution
from autograder.sandbox.bits import Form


class Outcome(enum.StrEnum):
    """What became of one check."""

    PASS = "pass"
    FAIL = "fail"
    ERROR = "error"  # the grader's fault: held back for review, never a zero
    SKIP = "skip"


# the fault of a check that was not tried: the file seems to be another one
WRONG_FILE = "wrong_file"


@dataclass(frozen=True)
class Check:
    """The outcome of one hidden test.

    ``cause`` names the fault of the student's code or of the grader, where there was one: then
    ``rationale`` may quote the submission. It is for the instructor's eyes only. ``fault``,
    ``exception``, ``place``: as the StudentFault has them. ``drawn``: it may also fail for the way
    in which right code draws. ``example``: it is a worked example of the notebook. ``answers``:
    sketches of what a failing check got from the submission, for diagnosis. ``microscope``: what is
    wrong in a wrong gradient. ``forms``: the rationale, and what may take its place where it could
    carry too much (see `autograder.grading.disclosure`).
    """

    name: str
    title: str
    weight: float
    outcome: Outcome
    rationale: str = ""
    hint: str = ""
    cause: str = ""
    fault: str = ""
    exception: str = field(default="", compare=False, repr=False)
    place: str = field(default="", compare=False, repr=False)
    drawn: bool = False
    example: bool = False
    answers: tuple[Any, ...] = field(default=(), compare=False, repr=False)
    microscope: Any = field(default=None, compare=False, repr=False)
    forms: tuple[Form, ...] = field(default=(), compare=False, repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return the check as the command line prints it."""
        keys = ("name", "outcome", "rationale", "hint")
        return {key: str(getattr(self, key)) for key in keys} | {"fault": self.fault or None}


@dataclass(frozen=True)
class Exercise:
    """The outcome of one exercise; ``score`` is None where a grader fault holds it back.

    ``judged_by``: the label of the student's own cell that holds the solution, where the solution
    cell does not. ``note``: what its student has to know before all else.
    ``misconceptions``: the known mistakes that it behaves as, none, one, or two at once.
    """

    exercise: str
    max_score: float
    checks: tuple[Check, ...]
    misconceptions: tuple[KnownSolution, ...] = ()
    judged_by: str = ""
    note: str = ""

    @property
    def is_unwritten(self) -> bool:
        """Whether there is nothing to judge yet."""
        return bool(self.checks) and self.checks[0].fault == "not_written"

    @property
    def misconception(self) -> KnownSolution | None:
        """Return the known mistake that shows first, or None."""
        return next(iter(self.misconceptions), None)

    @property
    def magnified(self) -> Check | None:
        """Return the one check whose microscope is shown: the first that has one.

        A worked example comes last: with its few numbers, many of them zero, it shows least.
        """
        shown = [each for each in self.checks if each.outcome is Outcome.FAIL and each.microscope]
        return min(shown, key=lambda check: check.example, default=None)

    @cached_property
    def score(self) -> float | None:
        """Return the points earned: the weights of the passed checks, as a share, to 2 decimals."""
        if any(check.outcome is Outcome.ERROR for check in self.checks):
            return None
        whole = sum(check.weight for check in self.checks)
        earned = sum(check.weight for check in self.checks if check.outcome is Outcome.PASS)
        share = earned / whole if whole else 0.0
        return round(min(max(share, 0.0), 1.0) * self.max_score, 2)

    @property
    def outcome(self) -> str:
        """Return "pass", "partial", "fail" or "error"."""
        if self.score is None:
            return "error"
        if all(check.outcome is Outcome.PASS for check in self.checks):
            return "pass"
        return "partial" if self.score > 0 else "fail"

    def as_json(self) -> dict[str, Any]:
        """Return the exercise as the command line prints it."""
        return {
            "exercise": self.exercise,
            "score": self.score,
            "max_score": self.max_score,
            "outcome": self.outcome,
            "misconception": self.misconception and self.misconception.slug,
            "misconceptions": [each.slug for each in self.misconceptions],
            "judged_by": self.judged_by or None,
            "note": self.note or None,
            "checks": [check.as_json() for check in self.checks],
        }


@dataclass(frozen=True)
class Graded:
    """The outcome of one submission; with ``error`` there are no exercises and no score.

    ``receipt``: what the grade depended on (see `autograder.grading.receipts`). ``called``: the
    name of its file, where that is another one than the assignment's.
    """

    submission: str
    assignment: str
    max_score: float
    seconds: float
    exercises: tuple[Exercise, ...] = ()
    error: str | None = None
    receipt: dict[str, Any] | None = None
    called: str = ""

    @property
    def status(self) -> str:
        """Return "graded", or "error" where a score could not be given."""
        return "error" if self.error or self.score is None else "graded"

    @property
    def score(self) -> float | None:
        """Return the automatically graded points, None where anything is held back."""
        scores = [exercise.score for exercise in self.exercises]
        if self.error or None in scores:
            return None
        return round(sum(score for score in scores if score is not None), 2)

    @property
    def wrong_file(self) -> str:
        """Return why it seems to be the wrong file, or nothing."""
        checks = [check for exercise in self.exercises for check in exercise.checks]
        return next((check.rationale for check in checks if check.fault == WRONG_FILE), "")

    def as_json(self) -> dict[str, Any]:
        """Return the submission as the command line prints it."""
        held = [e.exercise for e in self.exercises if e.score is None]
        review = f"held back for review: {', '.join(held)}" if held else None
        error = self.error or self.wrong_file or review
        return {
            "submission": self.submission,
            "assignment": self.assignment,
            "status": self.status,
            "error": error,
            "score": self.score,
            "max_score": self.max_score,
            "seconds": round(self.seconds, 2),
            "exercises": [exercise.as_json() for exercise in self.exercises],
            "receipt": self.receipt,
            "called": self.called or None,
        }
