"""Calls of a student's function with its last argument, λ or keep_prob, by name or by position.

The published tests give it by name, and a function may have another argument before it or take it
by name alone; the notebook's `model` gives it by position, and there it may be called otherwise.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

import numpy as np

from autograder.testing import Remote, StudentFault


def called(function: Callable[..., Any], *given: Any, **last: Any) -> Any:
    """Return what a student's function, or `observed` of it, gives for these arguments."""
    return _tried(lambda: function(*given, **last), lambda: function(*given, *last.values()))


def called_each(
    function: Remote,
    calls: Sequence[Sequence[Any]],
    last: str,
    rng: np.random.Generator | None = None,
) -> list[Any]:
    """The same for several calls in one request; ``last``: the name of each one's last argument.

    They are made in the order that ``rng`` draws, where it is given; the results come in their own.
    """
    order = range(len(calls)) if rng is None else rng.permutation(len(calls)).tolist()
    mixed = [calls[place] for place in order]
    found: list[Any] = _tried(
        lambda: function.each(*mixed, last=last), lambda: function.each(*mixed)
    )
    return [each for _, each in sorted(zip(order, found, strict=True), key=itemgetter(0))]


def called_observed(
    function: Remote, calls: Sequence[Sequence[Any]], last: str
) -> tuple[Any, list[Any]]:
    """What the first call returns, and each one's arguments as all of them have left them."""
    found: tuple[Any, list[Any]] = _tried(
        lambda: function.each_observed(*calls, last=last), lambda: function.each_observed(*calls)
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
