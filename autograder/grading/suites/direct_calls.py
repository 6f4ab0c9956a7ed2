"""Tests that ask for our own fixtures alone: called directly, which takes a tenth of the time.

What pytest does around a test (hooks, finalizers, reports, the search for fixtures) comes to
nothing for them. A file with anything else in it is left to pytest as a whole: a fixture of its
own, a parameter, a class, a marker; and so are all files where there are hooks.
"""

import inspect
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

import pytest

from autograder.grading.suites.check_outcome import exercise_of_test
from autograder.grading.suites.submission_run import Run, no_exit

GIVEN = frozenset({"student", "reference", "rng"})


def plain(items: Iterable[pytest.Item], suites: Path) -> frozenset[pytest.Item]:
    """Return those tests of ``suites`` in whose whole file nothing needs pytest."""
    items = list(items)
    plugins = any(hasattr(getattr(item, "module", None), "pytest_plugins") for item in items)
    if plugins or any(suites.rglob("conftest.py")):
        return frozenset()
    needy = {exercise_of_test(item) for item in items if not _is_plain(item)}
    return frozenset(item for item in items if exercise_of_test(item) not in needy)


def call(
    item: pytest.Item,
    run: Run,
    begin: Callable[[pytest.Item], None],
    give: Callable[[str, pytest.Item], Any],
) -> None:
    """Run a plain test, with what ``give`` gives for its fixtures, and take down how it ended."""
    assert isinstance(item, pytest.Function)
    stage: Literal["setup", "call"] = "setup"
    error: BaseException | None = None
    try:
        with run.fixtures():
            begin(item)
            given = {name: give(name, item) for name in item._fixtureinfo.argnames}
        stage = "call"
        with no_exit():
            item.obj(**given)
    except pytest.exit.Exception:  # a fixture's: a test's own is a fault by now
        raise
    except BaseException as raised:
        error = raised
    try:
        run.record(item, stage, error)
    finally:
        # whose traceback holds this frame, and all arrays of the test
        error = None


def _is_plain(item: pytest.Item) -> bool:
    if type(item) is not pytest.Function or item.cls or hasattr(item, "callspec"):
        return False
    asked, defined = item._fixtureinfo.initialnames, item._fixtureinfo.name2fixturedefs
    ours = all(name in GIVEN and len(defined[name]) == 1 for name in asked)
    marked = any(marker.name not in ("check", "implied") for marker in item.iter_markers())
    return ours and not marked and not _is_async(item.obj)


def _is_async(function: object) -> bool:
    return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
