"""Calls of a student's function with its last argument, λ or keep_prob, by name or by position.

The published tests give it by name, and a function may have another argument before it or take it
by name alone; the notebook's `model` gives it by position, and there it may be called otherwise.
"""

from collections.abc import Callable, Sequence
from typing import Any

from autograder.testing import Remote, StudentFault


def called(function: Callable[..., Any], *given: Any, **last: Any) -> Any:
    """Return what a student's function, or `observed` of it, gives for these arguments."""
    return _tried(lambda: function(*given, **last), lambda: function(*given, *last.values()))


def called_each(function: Remote, calls: Sequence[Sequence[Any]], last: str) -> list[Any]:
    """The same for several calls in one request; ``last``: the name of each one's last argument."""
    found: list[Any] = _tried(
        lambda: function.each(*calls, last=last), lambda: function.each(*calls)
    )
    return found


def _tried(by_name: Callable[[], Any], by_position: Callable[[], Any]) -> Any:
    try:
        return by_name()
    except StudentFault as fault:
        # a call that does not fit the signature fails in no line of the function
        if not str(fault).startswith("it raised TypeError") or fault.place:
            raise
    return by_position()
