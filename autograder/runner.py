"""Runs the hidden suites: collected by pytest once, then run for one submission after the other."""

import queue
import sys
import threading
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.course import Assignment, CourseError
from autograder.judge import check_settings, exercise_of, judge
from autograder.outcome import Check, Outcome
from autograder.sandbox.faults import BoxError, NotWritten
from autograder.session import Session
from autograder.student import Student
from autograder.text import clean

PYTEST_OPTIONS = (
    "--assert=plain", "--import-mode=importlib", "--disable-plugin-autoload", "--strict-markers",
    "--capture=no", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-p", "no:terminal",
    "-p", "no:unraisableexception", "-p", "no:threadexception", "-p", "no:logging",
    "-p", "no:warnings", "-p", "no:doctest", "-p", "no:junitxml",
)  # fmt: skip


class _Run:
    """The state of one submission's run through the suites."""

    def __init__(self, session: Session, allowed_stops: int) -> None:
        self.session, self._allowed_stops = session, allowed_stops
        self.checks: dict[str, list[Check]] = {}
        self.box_error: BoxError | None = None

    def reason_to_skip(self, exercise: str, needs: tuple[str, ...]) -> str | None:
        """Return why a check of ``exercise`` is not tried, or None."""
        done = self.checks.setdefault(exercise, [])
        if self.session.stops[exercise] >= self._allowed_stops:
            return f"Left out: the code of this exercise was stopped {self._allowed_stops} times."
        if done and done[0].cause == NotWritten.__name__:
            return "Not tried: the function is not written yet."
        passed = {check.name for check in done if check.outcome is Outcome.PASS}
        for need in needs:
            if need.removeprefix("test_") not in passed:
                title = next((c.title for c in done if c.name == need.removeprefix("test_")), need)
                return f"Not tried: first comes “{title}”."
        return None


class SuitePlugin:
    """The pytest plugin: fixtures, the loop over submissions, and outcomes instead of reports."""

    def __init__(self, assignment: Assignment, seed: int) -> None:
        self._assignment, self._seed = assignment, seed
        # as in the notebook: what later exercises need is judged before them
        self._order = {exercise: place for place, exercise in enumerate(assignment.points)}
        self._jobs: queue.Queue[_Run | None] = queue.Queue()
        self.done: queue.Queue[None] = queue.Queue()
        self._run: _Run | None = None
        self.items: list[pytest.Item] = []
        self.errors: list[str] = []
        self.collected = threading.Event()

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", "check(weight, hint, needs): one graded check")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.errors.append(str(report.longrepr))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = sorted(session.items, key=lambda item: self._order.get(exercise_of(item), 0))
        self.collected.set()
        while (run := self._jobs.get()) is not None:
            self._run = run
            for number, item in enumerate(self.items):
                following = self.items[number + 1] if number + 1 < len(self.items) else None
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            self.done.put(None)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        assert self._run is not None
        settings = check_settings(item)
        if reason := self._run.reason_to_skip(exercise_of(item), settings["needs"]):
            pytest.skip(reason)
        if self._run.box_error:
            pytest.skip("the sandbox failed")
        self._run.session.seed(self._seed_of(item))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        assert self._run is not None
        error = call.excinfo.value if call.excinfo else None
        checks = self._run.checks.setdefault(exercise_of(item), [])
        if isinstance(error, BoxError):
            self._run.box_error = error
        if error is not None or call.when == "call":
            outcome = judge(item, error)
            if call.when == "teardown":  # a fault after the check replaces its outcome
                checks.pop()
            checks.append(outcome)
        verdict: Any = "passed" if error is None else "failed"
        return pytest.TestReport(
            item.nodeid,
            item.location,
            {},
            verdict,
            None,
            call.when,  # type: ignore[arg-type]
        )

    @pytest.fixture
    def student(self) -> Student:
        """Return the submission at hand."""
        assert self._run is not None
        return Student(self._run.session)

    @pytest.fixture
    def reference(self) -> Any:
        """Return the reference solutions and given helpers."""
        return self._assignment.reference

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> np.random.Generator:
        """Return a generator for hidden inputs: its own for each test, the same in each run."""
        return np.random.default_rng(self._seed_of(request.node))

    def _seed_of(self, item: pytest.Item) -> int:
        return zlib.crc32(f"{self._seed}:{exercise_of(item)}:{item.name}".encode())

    def submit(self, run: _Run | None) -> None:
        """Hand the loop a submission, or None to end it; return when it is done."""
        self._jobs.put(run)
        if run is not None:
            self.done.get()


def _forget(folder: Path) -> None:
    """Have Python load the modules of ``folder`` anew: a long-lived process must see changes."""
    stems = {f"{each.name}.{path.stem}" for each in (folder, folder.parent)
             for path in each.glob("*.py")}  # fmt: skip
    for name in list(sys.modules):
        if ".".join(name.split(".")[-2:]) in stems:
            del sys.modules[name]


class SuiteRunner:
    """The suites of one assignment, ready to run. Use it as a context manager."""

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
        if self._plugin.errors or not self._plugin.items:
            why = clean(self._plugin.errors[0] if self._plugin.errors else "no tests", 400)
            raise CourseError(f"the suites of '{assignment.name}' cannot be loaded: {why}")

    def _main(self, arguments: list[str]) -> None:
        try:
            pytest.main(arguments, plugins=[self._plugin])
        finally:  # nobody may wait for a pytest that is gone
            self._plugin.collected.set()
            self._plugin.done.put(None)

    def run(self, session: Session, stops: int) -> dict[str, list[Check]]:
        """Return the checks of each exercise for one submission; BoxError where the box failed."""
        run = _Run(session, stops)
        if self._thread.is_alive():
            self._plugin.submit(run)
        if not self._thread.is_alive():
            raise BoxError("pytest ended while it ran the suites")
        if run.box_error:
            raise run.box_error
        return run.checks

    def close(self) -> None:
        """End pytest."""
        self._plugin.submit(None)
        self._thread.join()
