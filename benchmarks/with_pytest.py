"""Plain pytest on the hidden suites: a process per submission, the student's code inside it.

A pytest plugin (``-p benchmarks.with_pytest --submission NOTEBOOK --assignment NAME``) with the
fixtures that the suites take; it prints the points earned.
"""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from autograder.course.course import Course
from autograder.grading import seeds
from autograder.sandbox.inside.cells import run_cell
from autograder.submission.cells import extract_cells
from autograder.testing.student import Shared, Student
from benchmarks.direct import Direct
from benchmarks.inprocess import Result, fresh_names, marked, share
from benchmarks.paths import ROOT

OPTIONS = ("-q", "-c", os.devnull, "--import-mode=importlib", "-p", "no:cacheprovider",
           "-p", "benchmarks.with_pytest")  # fmt: skip
POINTS = re.compile(r"^points earned: (.+)$", re.MULTILINE)


def grade(assignment: str, notebook: Path) -> tuple[float, float]:
    """Run pytest on one submission in a new process; return its seconds and the points."""
    suites = sorted(ROOT.glob(f"autograder/exercises/{assignment}/*/test_*.py"))
    line = [sys.executable, "-m", "pytest", *map(str, suites), *OPTIONS,
            "--submission", str(notebook), "--assignment", assignment]  # fmt: skip
    env = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    done = subprocess.run(
        line, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    seconds = time.perf_counter() - start
    if not (told := POINTS.search(done.stdout)):
        raise RuntimeError(f"pytest failed: {done.stdout[-1000:]}{done.stderr[-1000:]}")
    return seconds, float(told[1])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--submission", type=Path)
    parser.addoption("--assignment")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "check(weight, hint, needs, …): one graded check")
    config.pluginmanager.register(OneSubmission(config), "one submission")


def _exercise(item: pytest.Item) -> str:
    return item.path.parent.name


class OneSubmission:
    """The fixtures of the suites, for one submission that runs in this process."""

    def __init__(self, config: pytest.Config) -> None:
        self._assignment = Course(ROOT).assignment(config.getoption("--assignment"))
        self._results: dict[str, list[Result]] = {each: [] for each in self._assignment.points}
        notebook = json.loads(config.getoption("--submission").read_text(encoding="utf-8"))
        names = fresh_names()
        sys.path.insert(0, str(self._assignment.folder))
        with contextlib.redirect_stdout(io.StringIO()):
            for cell in extract_cells(notebook, self._assignment):
                run_cell(cell.source, cell.filename, names)
        self._session = Direct(names, self._assignment.points)
        self._shared = {each: Shared(partial(self._prepared, each)) for each in self._results}

    def _prepared(self, exercise: str, name: str) -> Any:
        self._session.seed(seeds.box_seed(0, exercise, name))
        return seeds.input_generator(0, exercise, name)

    @pytest.fixture
    def student(self, request: pytest.FixtureRequest) -> Student:
        shared = self._shared[_exercise(request.node)]
        return Student(self._session, shared)  # type: ignore[arg-type]

    @pytest.fixture
    def reference(self) -> Any:
        return self._assignment.reference

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> Any:
        return seeds.input_generator(0, _exercise(request.node), request.node.name)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        passed = {f"test_{each.name}" for each in self._results[_exercise(item)] if each.passed}
        if not passed.issuperset(marked(item.obj).get("needs", ())):  # type: ignore[attr-defined]
            pytest.skip("another check comes first")
        self._session.seed(seeds.box_seed(0, _exercise(item), item.name))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        if call.when == "call" or call.excinfo:
            weight = marked(item.obj).get("weight", 1)  # type: ignore[attr-defined]
            result = Result(item.name.removeprefix("test_"), weight, call.excinfo is None)
            self._results[_exercise(item)].append(result)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        points = self._assignment.points
        earned = sum(round(share(found) * points[each], 2) for each, found in self._results.items())
        terminalreporter.write_line(f"points earned: {earned:.2f}")
