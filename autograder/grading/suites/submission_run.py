"""One submission's run through the suites: what is tried, and what came of it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal

import pytest

from autograder.grading.suites.check_outcome import check_of, info_of
from autograder.sandbox.answer_sketch import Sketch, sketch_of
from autograder.sandbox.exceptions import BoxError, NotWritten
from autograder.sandbox.session import HALF_WRITTEN, Session
from autograder.testing.results import Check, Outcome
from autograder.testing.student import Shared


class SuiteFault(Exception):
    """A suite did what a suite must not do; a fault of the grader, never of the student."""


class NotTried(pytest.skip.Exception):  # type: ignore[name-defined]
    """Raised for a check that is left out on purpose. A suite that skips by itself is faulty."""


# What pytest takes as the wish to end must not end the grading of the class: a test's own is a
# fault like any other; after a fixture's, pytest is no longer sound and gives way to a new one.
def is_exit(error: BaseException) -> bool:
    """Tell whether pytest takes an exception of a suite as the wish to end, or passes it on."""
    if isinstance(error, pytest.exit.Exception):
        return True
    return not isinstance(error, Exception | pytest.skip.Exception | pytest.fail.Exception)


@contextmanager
def no_exit() -> Iterator[None]:
    """Make a fault of what a test raises to end pytest."""
    try:
        yield
    except BaseException as error:
        if is_exit(error):
            raise SuiteFault(f"the suite raised {error!r}") from error
        raise


class Run:
    """The checks of one submission, as far as they have come; ``complete`` when all have ended.

    ``seed``: that of its hidden inputs. ``enough``: tells of a check that has been tried whether
    no other has to be; those are not among ``checks`` then. ``keeps_answers``: whether anybody is
    going to compare what a failing check got with the known mistakes.
    """

    def __init__(
        self,
        session: Session,
        allowed_stops: int,
        only: frozenset[str] | None = None,
        seed: int = 0,
        enough: Callable[[Check], bool] | None = None,
        *,
        keeps_answers: bool = True,
    ) -> None:
        self._enough, self._has_enough = enough, False
        self.session, self._allowed_stops, self.seed = session, allowed_stops, seed
        self._only, self._keeps_answers = only, keeps_answers
        self.checks: dict[str, list[Check]] = {}
        # what several checks of an exercise have asked for together
        self.shared: dict[str, Shared] = {}
        self.box_error: BoxError | None = None
        self.complete = False
        self.ended_by = "pytest ended while it ran them"

    def wants(self, item: pytest.Item) -> bool:
        """Tell whether a test belongs to the exercises that are asked for."""
        return self._only is None or info_of(item).exercise in self._only

    def reason_to_skip(self, exercise: str, needs: tuple[str, ...]) -> str | None:
        """Return why a check of ``exercise`` is not tried, or None."""
        if self.box_error:
            return "the sandbox failed"
        if self._has_enough:
            return "Not tried: there is nothing more to learn."
        done = self.checks.setdefault(exercise, [])
        if self.session.stops[exercise] >= self._allowed_stops:
            return f"Left out: the code of this exercise was stopped {self._allowed_stops} times."
        if done and done[0].cause == NotWritten.__name__:
            part = "part of " if done[0].fault == HALF_WRITTEN else ""
            return f"Not tried: {part}the function is not written yet."
        for need in needs:
            name = need.removeprefix("test_")
            # a test with parameters is several checks, called name[...]
            tried = (check for check in done if check.name.partition("[")[0] == name)
            if missed := next((c for c in tried if c.outcome is not Outcome.PASS), None):
                return f"Not tried: “{missed.title}” comes first."
        return None

    def is_implied(self, exercise: str, by: tuple[str, ...]) -> bool:
        """Tell whether a check has passed because others have."""
        done = self.checks.get(exercise, [])
        passed = {check.name for check in done if check.outcome is Outcome.PASS}
        return bool(by) and all(name.removeprefix("test_") in passed for name in by)

    @contextmanager
    def fixtures(self) -> Iterator[None]:
        """End pytest, and say why, where a fixture raises what would end it."""
        try:
            yield
        except BaseException as error:
            if not is_exit(error):
                raise
            self.ended_by = f"a fixture raised {error!r}"
            raise pytest.exit.Exception(self.ended_by) from error

    def record(
        self,
        item: pytest.Item,
        when: Literal["collect", "setup", "call", "teardown"],
        error: BaseException | None,
    ) -> None:
        """Take down how a stage of a test ended; a fault after the check replaces its outcome."""
        if isinstance(error, BoxError):
            self.box_error = error
        if self._has_enough:
            return
        if isinstance(error, pytest.skip.Exception) and not isinstance(error, NotTried):
            error = SuiteFault(f"the suite skipped a check: {error.msg}")
        exercise = info_of(item).exercise
        checks = self.checks.setdefault(exercise, [])
        if error is None and when != "call":
            return
        if when == "teardown":
            checks.pop()
        check = check_of(item, error)
        if check.outcome is Outcome.FAIL and self._keeps_answers:
            check = replace(check, answers=self._given(exercise))
        checks.append(check)
        self._has_enough = self._enough is not None and self._enough(check)

    def sort(self, places: Mapping[tuple[str, str], int]) -> None:
        """Put the checks of each exercise into their places, whichever were tried first."""
        for exercise, checks in self.checks.items():
            checks.sort(key=lambda check: places[exercise, check.name])

    def _given(self, exercise: str) -> tuple[Sketch, ...]:
        answers = (reply for root, reply in self.session.answers if root == exercise)
        return tuple(each if isinstance(each, list) else sketch_of(each) for each in answers)
