"""What a hidden suite is written with."""

import inspect
from collections.abc import Callable
from typing import Any, TypeVar

import pytest

Test = TypeVar("Test", bound=Callable[..., None])


def check(
    weight: float = 1,
    hint: str = "",
    needs: tuple[Callable[..., None], ...] = (),
    drawn: bool = False,
    example: bool = False,
) -> Callable[[Test], Test]:
    """Mark a test as a check worth ``weight`` shares of its exercise's points.

    ``needs`` holds earlier tests of the exercise that must pass, each with all its parameters,
    otherwise this one is skipped: use it where a trivial function would pass. ``hint`` is shown
    when the check fails. ``drawn`` says that code which only draws otherwise fails it too, so that
    it tells nothing of other mistakes. ``example`` marks a worked example of the notebook: it tells
    that something is wrong and not what, so feedback begins with another check where it can, and
    right code may draw otherwise than it.
    """
    if weight <= 0:
        raise ValueError("a check's weight must be positive")
    _refuse_names(needs)

    def mark(test: Test) -> Test:
        # by their names from here on: a file that is loaded twice has two functions for one test
        names = tuple(_name(need, beside=test) for need in needs)
        marker = pytest.mark.check(
            weight=weight, hint=hint, needs=names, drawn=drawn, example=example
        )
        marked: Test = marker(test)
        return marked

    return mark


def implied(*tests: Callable[..., None], by: tuple[Callable[..., None], ...]) -> None:
    """Say which tests pass untried where all tests in ``by`` have passed; those are tried first.

    For tests that single out one mistake each, beside one that finds them all: code that gives the
    right numbers for forty nets needs no look at its penalty alone. The exercise's misconceptions
    and mutants show whether that holds: ``autograder verify``. Stands below the tests it names.
    """
    _refuse_names(by, "by")
    for test in tests:
        pytest.mark.implied(by=tuple(_name(each, beside=test) for each in by))(test)


def _refuse_names(tests: object, setting: str = "needs") -> None:
    """Raise TypeError where a setting is no tuple of functions: a name can be misspelt."""
    if not isinstance(tests, tuple):
        raise TypeError(
            f"{setting} is a tuple of tests: write {setting}=(test_value,), with the comma"
        )
    for test in tests:
        if not inspect.isfunction(test):
            raise TypeError(
                f"{setting} holds the tests themselves, not {test!r}: write "
                f"{setting}=(test_value,), with the function from above"
            )


def _name(need: Callable[..., Any], beside: Callable[..., Any]) -> str:
    """Return a test's name, below its exercise's where that is another than the one of ``beside``.

    Two exercises may have tests of one name, and no test may need one that is not its own.
    """
    place = _place(need)
    return need.__name__ if place == _place(beside) else ".".join([*place[-1:], need.__name__])


def _place(test: Callable[..., Any]) -> list[str]:
    """Return a test's assignment and exercise: its module's name may begin in more than one way."""
    return test.__module__.split(".")[-3:-1]
