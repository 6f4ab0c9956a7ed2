"""Runs the hidden suites: collected by pytest once, then run for one submission after the other."""

import sys
import threading
from collections.abc import Callable

import pytest

from autograder.course.course import Assignment, CourseError
from autograder.course.exercise_files import grading_files, test_files
from autograder.grading.suites.check_outcome import CheckInfo, exercise_of_test, info_of
from autograder.grading.suites.order import odd_names
from autograder.grading.suites.pytest_plugin import SuitePlugin
from autograder.grading.suites.submission_run import Run
from autograder.sandbox.session import Session
from autograder.sandbox.untrusted_text import clean
from autograder.testing.results import Check

PYTEST_OPTIONS = (
    "--assert=plain", "--import-mode=importlib", "--disable-plugin-autoload", "--strict-markers",
    "--capture=no", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-p", "no:terminal",
    "-p", "no:unraisableexception", "-p", "no:threadexception", "-p", "no:logging",
    "-p", "no:warnings", "-p", "no:doctest", "-p", "no:junitxml",
)  # fmt: skip
CLOSE_SECONDS = 5.0


class SuitesEnded(Exception):
    """Pytest has ended while it was to run the suites: a fault of the grader."""


def _forget(assignment: Assignment) -> None:
    """Have Python load the suites' modules anew: a long-lived process must see changes."""
    root = assignment.suites.parent
    files = [path for path in grading_files(assignment) if path.is_relative_to(root)]
    places = [path.relative_to(root).with_suffix("").parts for path in files]
    names = {(root.name, *parts)[-max(2, len(parts)) :] for parts in places}
    # an exercise's folder too, which is a package to its files: it may lie elsewhere now
    names |= {parts[:2] for parts in places if len(parts) > 2}
    for name in list(sys.modules):
        ends = tuple(name.split("."))
        if ends[-2:] in names or ends[-3:] in names:
            del sys.modules[name]


def _place_and_error(told: str) -> str:
    """Return where loading has failed and why; between the two pytest tells the way there."""
    first, *lines = told.splitlines()
    errors = [line.removeprefix("E") for line in lines if line.startswith("E ")]
    return clean(" ".join([first, *errors]) if errors else told, 400)


class SuiteRunner:
    """The suites of one assignment, ready to run; close it in the end.

    Suites are trusted: one that never ends holds the grader up until somebody interrupts it.
    """

    def __init__(self, assignment: Assignment, seed: int = 0) -> None:
        files = [
            path for exercise in assignment.points for path in test_files(assignment, exercise)
        ]
        if not files:
            raise CourseError(f"there are no hidden suites for '{assignment.name}'")
        _forget(assignment)
        self._seed = seed
        self._plugin = SuitePlugin(assignment)
        # the files themselves, never their folder: in a bank, too, a file may be called test_…
        arguments = [*map(str, files), f"--rootdir={assignment.suites.parent}",
                     f"--confcutdir={assignment.suites}", "-c", "/dev/null"]  # fmt: skip
        self._thread = threading.Thread(
            target=self._main, args=([*arguments, *PYTEST_OPTIONS],), daemon=True
        )
        self._thread.start()
        self._plugin.collected.wait()
        if why := self._fault(assignment):
            self.close()
            raise CourseError(f"the suites of '{assignment.name}' cannot be loaded: {why}")

    def _fault(self, assignment: Assignment) -> str:
        """Return what is wrong with the collected suites, or nothing."""
        if self._plugin.errors:
            return _place_and_error(self._plugin.errors[0])
        tested = {exercise_of_test(item) for item in self._plugin.items}
        suites = {each for each in assignment.points if test_files(assignment, each)}
        if empty := ", ".join(sorted(suites - tested)):
            return f"no tests for {empty}"
        return odd_names(self._plugin.items)

    def _main(self, arguments: list[str]) -> None:
        try:
            pytest.main(arguments, plugins=[self._plugin])
        finally:  # nobody may wait for a pytest that is gone
            self._plugin.collected.set()
            self._plugin.done.put(None)

    def run(
        self,
        session: Session,
        stops: int,
        only: frozenset[str] | None = None,
        seed: int | None = None,
        enough: Callable[[Check], bool] | None = None,
    ) -> dict[str, list[Check]]:
        """Return the checks of each exercise, or of those in ``only``, for one submission.

        ``seed``: that of the hidden inputs, where it is another one than for all others.
        ``enough``: tells of a check that has been tried whether the rest may be left out.
        Raises BoxError where the box failed and SuitesEnded where pytest did.
        """
        drawn_from = self._seed if seed is None else seed
        # what the known mistakes answer to other inputs is not known
        run = Run(session, stops, only, drawn_from, enough, keeps_answers=seed is None)
        if self._thread.is_alive():
            self._plugin.submit(run)
        if not run.complete:
            raise SuitesEnded(run.ended_by)
        if run.box_error:
            raise run.box_error
        return run.checks

    @property
    def checks(self) -> list[CheckInfo]:
        """Return what is written about each check, in the order of the files."""
        return [info_of(item) for item in self._plugin.items]

    def close(self) -> None:
        """End pytest; a suite that hangs is left to die with the grader."""
        self._plugin.submit(None)
        self._thread.join(CLOSE_SECONDS)
