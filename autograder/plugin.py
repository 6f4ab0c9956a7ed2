"""The pytest plugin: fixtures, the loop over submissions, and outcomes instead of reports."""

import queue
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from autograder import seeds
from autograder.course import Assignment
from autograder.judge import check_settings, exercise_of
from autograder.run import NotTried, Run, SuiteFault
from autograder.student import Student


def _is_exit(error: BaseException) -> bool:
    """Tell whether pytest takes an exception of a suite as the wish to end, or passes it on."""
    if isinstance(error, pytest.exit.Exception):
        return True
    return not isinstance(error, Exception | pytest.skip.Exception | pytest.fail.Exception)


class SuitePlugin:
    """Runs the collected tests for each submission that is handed in by ``submit``."""

    def __init__(self, assignment: Assignment, seed: int) -> None:
        self._assignment, self._seed = assignment, seed
        # as in the notebook: what later exercises need is judged before them
        self._order = {exercise: place for place, exercise in enumerate(assignment.points)}
        self._jobs: queue.Queue[Run | None] = queue.Queue()
        self.done: queue.Queue[None] = queue.Queue()
        self._run: Run | None = None
        self.items: list[pytest.Item] = []
        self.errors: list[str] = []
        self.collected = threading.Event()

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", "check(weight, hint, needs, drawn): one graded check")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.errors.append(str(report.longrepr))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = sorted(session.items, key=lambda item: self._order.get(exercise_of(item), 0))
        self.collected.set()
        while (run := self._jobs.get()) is not None:
            self._run = run
            items = list(filter(run.wants, self.items))
            for number, item in enumerate(items):
                following = items[number + 1] if number + 1 < len(items) else None
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            run.complete = True
            self.done.put(None)
        return True

    # What pytest takes as the wish to end must not end the grading of the class: a test's own is a
    # fault like any other; after a fixture's, pytest is no longer sound and gives way to a new one.
    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self) -> Iterator[None]:
        try:
            return (yield)
        except BaseException as error:
            if _is_exit(error):
                raise SuiteFault(f"the suite raised {error!r}") from error
            raise

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        assert self._run is not None
        if reason := self._run.reason_to_skip(exercise_of(item), check_settings(item)["needs"]):
            raise NotTried(reason)
        self._run.session.answers.clear()
        self._run.session.seed(seeds.of_box(self._seed, exercise_of(item), item.name))
        return (yield from self._fixtures())

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self) -> Iterator[None]:
        return (yield from self._fixtures())

    def _fixtures(self) -> Iterator[None]:
        assert self._run is not None
        try:
            return (yield)
        except BaseException as error:
            if not _is_exit(error):
                raise
            self._run.ended_by = f"a fixture raised {error!r}"
            raise pytest.exit.Exception(self._run.ended_by) from error

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        assert self._run is not None
        error = call.excinfo.value if call.excinfo else None
        self._run.record(item, call.when, error)
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
        return seeds.of_inputs(self._seed, exercise_of(request.node), request.node.name)

    def submit(self, run: Run | None) -> None:
        """Hand the loop a submission, or None to end it; return when it is done."""
        self._jobs.put(run)
        if run is not None:
            self.done.get()
