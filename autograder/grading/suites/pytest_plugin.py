"""The pytest plugin: fixtures, the loop over submissions, and outcomes instead of reports."""

import itertools
import queue
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from autograder.course.course import Assignment
from autograder.grading import seeds
from autograder.grading.suites.check_outcome import SETTINGS, exercise_of_test, info_of
from autograder.grading.suites.direct_calls import call, plain
from autograder.grading.suites.order import in_order
from autograder.grading.suites.submission_run import NotTried, Run, no_exit
from autograder.testing.student import Shared, Student


class SuitePlugin:
    """Runs the collected tests for each submission that is handed in by ``submit``."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        # as in the notebook: what later exercises need is judged before them
        self._order = {exercise: place for place, exercise in enumerate(assignment.points)}
        self._jobs: queue.Queue[Run | None] = queue.Queue()
        self.done: queue.Queue[None] = queue.Queue()
        self._run: Run | None = None
        self.items: list[pytest.Item] = []
        self.errors: list[str] = []
        self.collected = threading.Event()

    def pytest_configure(self, config: pytest.Config) -> None:
        settings = ", ".join(SETTINGS)
        config.addinivalue_line("markers", f"check({settings}): one graded check")
        config.addinivalue_line("markers", "implied(by): passes untried where others have passed")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.errors.append(str(report.longrepr))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = sorted(
            session.items, key=lambda item: self._order.get(exercise_of_test(item), 0)
        )
        direct = plain(self.items, self._assignment.suites)
        ordered = in_order(self.items)
        known = map(info_of, self.items)
        places = {(about.exercise, about.name): place for place, about in enumerate(known)}
        self.collected.set()
        while (run := self._jobs.get()) is not None:
            self._run = run
            items = list(filter(run.wants, ordered))
            others = [item for item in items if item not in direct]
            following = dict(itertools.pairwise(others))
            for item in items:
                about = info_of(item)
                # what is left to pytest is tried all the same: pytest knows each one's next test
                if item in direct and run.is_implied(about.exercise, about.implied_by):
                    run.record(item, "call", None)
                elif item in direct:
                    call(item, run, self._begin, self._give)
                else:
                    hook = item.config.hook.pytest_runtest_protocol
                    hook(item=item, nextitem=following.get(item))
            run.sort(places)
            run.complete = True
            self.done.put(None)
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_pyfunc_call(self) -> Iterator[None]:
        with no_exit():
            return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        assert self._run is not None
        with self._run.fixtures():
            self._begin(item)
            return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self) -> Iterator[None]:
        assert self._run is not None
        with self._run.fixtures():
            return (yield)

    def _begin(self, item: pytest.Item) -> None:
        """Make ready for a test; raise NotTried where it is left out."""
        assert self._run is not None
        about, session = info_of(item), self._run.session
        session.enter(about.exercise)
        if reason := self._run.reason_to_skip(about.exercise, about.needs):
            raise NotTried(reason)
        session.answers.clear()
        session.seed(seeds.box_seed(self._run.seed, about.exercise, item.name))

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

    def _give(self, name: str, item: pytest.Item) -> Any:
        """Return what the fixture called ``name`` is for a test."""
        assert self._run is not None
        exercise = info_of(item).exercise
        if name == "student":
            return Student(self._run.session, self._shared(exercise))
        if name == "reference":
            return self._assignment.reference
        return seeds.input_generator(self._run.seed, exercise, item.name)

    def _shared(self, exercise: str) -> Shared:
        """Return the calls that the tests of an exercise share in this run."""
        assert self._run is not None
        session, seed = self._run.session, self._run.seed

        def prepared(name: str) -> Any:
            session.seed(seeds.box_seed(seed, exercise, name))
            return seeds.input_generator(seed, exercise, name)

        return self._run.shared.setdefault(exercise, Shared(prepared))

    @pytest.fixture
    def student(self, request: pytest.FixtureRequest) -> Any:
        """Return the submission at hand."""
        return self._give("student", request.node)

    @pytest.fixture
    def reference(self, request: pytest.FixtureRequest) -> Any:
        """Return the reference solutions and given helpers."""
        return self._give("reference", request.node)

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> Any:
        """Return a generator for hidden inputs: its own for each test, the same in each run."""
        return self._give("rng", request.node)

    def submit(self, run: Run | None) -> None:
        """Hand the loop a submission, or None to end it; return when it is done."""
        self._jobs.put(run)
        if run is not None:
            self.done.get()
