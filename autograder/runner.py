"""Runs the hidden suites: collected by pytest once, then run for one submission after the other."""

import sys
import threading
from pathlib import Path

import pytest

from autograder.course import Assignment, CourseError
from autograder.judge import Known, exercise_of, known
from autograder.outcome import Check
from autograder.plugin import SuitePlugin
from autograder.run import Run
from autograder.session import Session
from autograder.text import clean

PYTEST_OPTIONS = (
    "--assert=plain", "--import-mode=importlib", "--disable-plugin-autoload", "--strict-markers",
    "--capture=no", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-p", "no:terminal",
    "-p", "no:unraisableexception", "-p", "no:threadexception", "-p", "no:logging",
    "-p", "no:warnings", "-p", "no:doctest", "-p", "no:junitxml",
)  # fmt: skip
CLOSE_SECONDS = 5.0


class SuitesEnded(Exception):
    """Pytest has ended while it was to run the suites: a fault of the grader."""


def _forget(folder: Path) -> None:
    """Have Python load the modules of ``folder`` anew: a long-lived process must see changes."""
    stems = {f"{each.name}.{path.stem}" for each in (folder, folder.parent)
             for path in each.glob("*.py")}  # fmt: skip
    for name in list(sys.modules):
        if ".".join(name.split(".")[-2:]) in stems:
            del sys.modules[name]


class SuiteRunner:
    """The suites of one assignment, ready to run; close it in the end.

    Suites are trusted: one that never ends holds the grader up until somebody interrupts it.
    """

    def __init__(self, assignment: Assignment, seed: int = 0) -> None:
        if not any(assignment.suites.glob("test_*.py")):
            raise CourseError(f"there are no hidden suites for '{assignment.name}'")
        _forget(assignment.suites)
        self._plugin = SuitePlugin(assignment, seed)
        arguments = [str(assignment.suites), f"--rootdir={assignment.suites.parent}",
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
            return clean(self._plugin.errors[0], 400)
        tested = {exercise_of(item) for item in self._plugin.items}
        suites = {path.stem.removeprefix("test_") for path in assignment.suites.glob("test_*.py")}
        empty = ", ".join(sorted(suites - tested))
        return f"no tests for {empty}" if empty else ""

    def _main(self, arguments: list[str]) -> None:
        try:
            pytest.main(arguments, plugins=[self._plugin])
        finally:  # nobody may wait for a pytest that is gone
            self._plugin.collected.set()
            self._plugin.done.put(None)

    def run(
        self, session: Session, stops: int, only: frozenset[str] | None = None
    ) -> dict[str, list[Check]]:
        """Return the checks of each exercise, or of those in ``only``, for one submission.

        Raises BoxError where the box failed and SuitesEnded where pytest did.
        """
        run = Run(session, stops, only)
        if self._thread.is_alive():
            self._plugin.submit(run)
        if not run.complete:
            raise SuitesEnded(run.ended_by)
        if run.box_error:
            raise run.box_error
        return run.checks

    @property
    def checks(self) -> list[Known]:
        """Return what is written about each check, in the order in which they are tried."""
        return [known(item) for item in self._plugin.items]

    def close(self) -> None:
        """End pytest; a suite that hangs is left to die with the grader."""
        self._plugin.submit(None)
        self._thread.join(CLOSE_SECONDS)
