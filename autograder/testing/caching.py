"""What is the same for every submission, drawn and worked out once.

A test's inputs follow from its seed, so a class of a thousand draws them a thousand times alike.
What is kept are arrays, dictionaries of them, and tuples of both. The arrays are read-only: a suite
that wrote into one would change the next submission's inputs.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from weakref import WeakSet

import numpy as np

MOST = 4000  # results kept of each function
F = TypeVar("F", bound=Callable[..., Any])
# all functions whose results are kept; those of suites that are loaded anew are gone by themselves
_keeping: WeakSet[Any] = WeakSet()


@contextmanager
def kept_apart() -> Iterator[None]:
    """Forget in the end what was kept meanwhile: the inputs of one attempt are nobody else's."""
    before = [(function, dict(function.kept)) for function in _keeping]
    try:
        yield
    finally:
        for function, kept in before:
            function.kept.clear()
            function.kept.update(kept)


def draw_once(make: F) -> F:
    """Keep what ``make(rng, ...)`` returns, by the generator's state and the other arguments."""
    kept: dict[Any, Any] = {}

    @functools.wraps(make)
    def once(rng: np.random.Generator, *args: Any, **named: Any) -> Any:
        bits = rng.bit_generator
        state = bits.state
        at = (*state["state"].values(), state["has_uint32"], state["uinteger"])
        key = (at, *map(_key, args), *named.items())
        if key not in kept:
            value = _fixed(make(rng, *args, **named))
            _keep(kept, key, (value, bits.state))
        value, bits.state = kept[key]
        return _handed(value)

    return _known(once, kept)  # type: ignore[no-any-return]


def compute_once(function: F) -> F:
    """Keep what a pure function of arrays, numbers and texts returns, by the arguments' content."""
    kept: dict[Any, Any] = {}

    @functools.wraps(function)
    def once(*args: Any) -> Any:
        key = _key(args)
        if key not in kept:
            _keep(kept, key, _fixed(function(*args)))
        return _handed(kept[key])

    return _known(once, kept)  # type: ignore[no-any-return]


def _known(function: Any, kept: dict[Any, Any]) -> Any:
    function.kept = kept
    _keeping.add(function)
    return function


def _keep(kept: dict[Any, Any], key: Any, value: Any) -> None:
    if len(kept) >= MOST:
        kept.clear()
    kept[key] = value


def _key(value: Any) -> Any:
    kind = type(value)
    if kind is np.ndarray:
        return value.shape, value.dtype.char, value.tobytes()
    if kind is tuple or kind is list:
        return (kind, *map(_key, value))
    if kind is dict:
        return tuple((name, _key(each)) for name, each in value.items())
    return value


def _fixed(value: Any) -> Any:
    """Make the arrays in a result read-only, and return it."""
    if isinstance(value, np.ndarray):
        value.setflags(write=False)
    elif isinstance(value, (tuple, dict)):
        for each in value.values() if isinstance(value, dict) else value:
            _fixed(each)
    return value


def _handed(value: Any) -> Any:
    """Return the result with dictionaries of its own."""
    if type(value) is dict:
        return value.copy()
    if type(value) is tuple:
        return tuple([each.copy() if type(each) is dict else each for each in value])
    return value
