"""The hidden checks for other tools: what their test cells and test files call in the kernel.

It loads neither pytest nor the box, which the checks' modules name but never use here: that would
cost the other tools a fifth of a second per submission.
"""

import contextlib
import io
import sys
from functools import cache
from types import ModuleType, SimpleNamespace
from typing import Any


def _stand_in(name: str, **contents: Any) -> None:
    if name not in sys.modules:
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(contents)


def _check(needs: tuple[Any, ...] = (), **settings: Any) -> Any:
    # by their names, as autograder.testing.check has it
    settings["needs"] = tuple(each.__name__ for each in needs)

    def mark(test: Any) -> Any:
        test.pytestmark = [SimpleNamespace(name="check", kwargs=settings)]
        return test

    return mark


def _implied(*tests: Any, by: tuple[Any, ...]) -> None:
    names = tuple(each.__name__ for each in by)
    for test in tests:
        test.pytestmark.append(SimpleNamespace(name="implied", kwargs={"by": names}))


_stand_in("autograder.testing.decorator", check=_check, implied=_implied)
_stand_in("autograder.sandbox.session", Session=object, Cell=object)

from autograder.course.course import Assignment, Course  # noqa: E402
from benchmarks.direct import Names  # noqa: E402
from benchmarks.inprocess import Checks, Result, share  # noqa: E402
from benchmarks.paths import ROOT  # noqa: E402

_results: dict[str, list[Result]] = {}


@cache
def _assignment(name: str) -> Assignment:
    return Course(ROOT).assignment(name)


def results(assignment: str, exercise: str, names: Names) -> list[Result]:
    """Return the results of an exercise's checks for a notebook's globals; each runs once."""
    if exercise not in _results:
        # a warning on stderr would cost all points in nbgrader
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            checks = Checks(_assignment(assignment))
            _results[exercise] = checks.run(names, exercise)[exercise]
    return _results[exercise]


def points(assignment: str, exercise: str, names: Names) -> float:
    """Return an exercise's points: the last expression of a hidden test cell."""
    worth = _assignment(assignment).points[exercise]
    return round(share(results(assignment, exercise, names)) * worth, 2)


def passed(assignment: str, exercise: str, check: str, names: Names) -> bool:
    """Tell whether one check holds: for tools with a test each."""
    found = results(assignment, exercise, names)
    return next(result.passed for result in found if result.name == check)
