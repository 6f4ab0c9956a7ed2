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


def _refuse_names(needs: object) -> None:
    """Raise TypeError where ``needs`` is no tuple of functions: a name can be misspelt."""
    if not isinstance(needs, tuple):
        raise TypeError("needs is a tuple of tests: write needs=(test_value,), with the comma")
    for need in needs:
        if not inspect.isfunction(need):
            raise TypeError(
                f"needs holds the tests themselves, not {need!r}: write needs=(test_value,), "
                f"with the function from above"
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
