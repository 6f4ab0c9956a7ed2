"""In which order tests are tried, and which of their names cannot be right."""

from graphlib import CycleError, TopologicalSorter

import pytest

from autograder.grading.suites.check_outcome import exercise_of_test, info_of


def in_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return the tests as they stand, but for those that others imply: they come after these."""
    named: dict[tuple[str, str], list[pytest.Item]] = {}
    for item in items:
        # a test with parameters is several items
        named.setdefault((exercise_of_test(item), _plain_name(item)), []).append(item)
    ordered: list[pytest.Item] = []
    taken: set[pytest.Item] = set()

    def take(item: pytest.Item) -> None:
        if item in taken:
            return
        taken.add(item)
        about = info_of(item)
        for name in (*about.needs, *about.implied_by):
            for other in named.get((about.exercise, name), ()):
                take(other)
        ordered.append(item)

    for item in items:
        take(item)
    return ordered


def odd_names(items: list[pytest.Item]) -> str:
    """Return which test has the name of another one, or names another that cannot come before it.

    Either would cost points in silence: of two tests of one name nobody could tell which is meant.
    """
    names = [(exercise_of_test(item), item.name) for item in items]
    # a test with parameters has passed when the last of them has
    last = {
        (exercise, name.partition("[")[0]): place for place, (exercise, name) in enumerate(names)
    }
    for place, (exercise, name) in enumerate(names):
        if (exercise, name) in names[:place]:
            return f"{exercise} has two tests called {name}"
        for need in info_of(items[place]).needs:
            if last.get((exercise, need), place) >= place:
                return f"{name} needs {need}, which is no earlier test of {exercise}"
        for other in info_of(items[place]).implied_by:
            if (exercise, other) not in last:
                return f"{name} is implied by {other}, which is no test of {exercise}"
    try:
        TopologicalSorter({
            (exercise, name.partition("[")[0]): [
                (exercise, other) for other in (*info_of(item).needs, *info_of(item).implied_by)
            ]
            for (exercise, name), item in zip(names, items, strict=True)
        }).prepare()  # fmt: skip
    except CycleError as error:
        circle = " and ".join(dict.fromkeys(name for _, name in error.args[1]))
        return f"{circle} wait for each other: none of them can be tried first"
    return ""


def _plain_name(item: pytest.Item) -> str:
    return item.name.partition("[")[0]
