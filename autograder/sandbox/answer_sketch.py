"""Answers of a submission, reduced to a few numbers that can be kept and compared.

An array of any size becomes its shape, its norm and two projections: arrays that agree have the
same sketch up to rounding, and arrays that differ have another one but for a rare accident. A
sketch is plain JSON and tells nobody the values that it was made from.
"""

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

import numpy as np

from autograder.sandbox.inside.wire import Handle

Sketch = list[Any]

LONGEST = 2**16  # numbers of an array that count
MOST_PARTS = 200  # of all tuples and dictionaries together
DEEPEST = 6
ROUNDING = 1e-6  # of the norm: what another order of the same sums may change
PLAIN = (bool, int, float, np.bool_, np.number)


def sketch_of(reply: Mapping[str, Any] | None) -> Sketch:
    """Return the sketch of a call: what it returned and, where these were fetched, the arguments.

    None stands for a call that raised.
    """
    if reply is None:
        return ["x"]
    after = [sketch(reply[name]) for name in ("args", "kwargs") if name in reply]
    return ["c", sketch(reply.get("value")), after]


def with_arguments(call: Sketch, arguments: Mapping[str, Any]) -> Sketch:
    """Return the sketch of a call with its arguments, fetched afterwards."""
    return [*call[:2], sketch_of(arguments)[2]]


def same_call(one: Any, other: Any, exactly: bool = False) -> bool:
    """Tell whether two calls did the same: returned the same, and left the same behind."""
    if not _is_sketch(one, 1) or not _is_sketch(other, 1) or one[0] != other[0]:
        return False
    if one[0] == "x":
        return True
    left = len(one[2]) == len(other[2]) and all(map(partial(same, exactly=True), one[2], other[2]))
    return left and same(one[1], other[1], exactly)


def sketch(value: Any) -> Sketch:
    """Return the sketch of an answer that came over the wire; of a huge one, of its beginning."""
    # a student's 1e308; once here, as it takes longer than a small array
    with np.errstate(all="ignore"):
        return _sketch(value, DEEPEST, itertools.count())


def _sketch(value: Any, levels: int, seen: Iterator[int]) -> Sketch:
    if levels == 0 or next(seen) > MOST_PARTS:
        return ["o", "more"]
    if isinstance(value, (np.ndarray, *PLAIN)):
        return _of_numbers(np.asarray(value))
    if isinstance(value, tuple | list):
        if value and all(isinstance(each, PLAIN) for each in value[:LONGEST]):
            return _of_numbers(np.asarray(value[:LONGEST]))
        return ["t", [_sketch(each, levels - 1, seen) for each in value[:MOST_PARTS]]]
    if isinstance(value, dict):
        parts = list(value.items())[:MOST_PARTS]
        return ["d", {str(key): _sketch(each, levels - 1, seen) for key, each in parts}]
    return ["o", "object" if isinstance(value, Handle) else type(value).__name__]


def same(one: Any, other: Any, exactly: bool = False) -> bool:
    """Tell whether two sketches are of the same answer.

    Unless ``exactly``, one dictionary may have more than the other: extra keys are nobody's affair.
    """
    if not _is_sketch(one) or not _is_sketch(other) or one[0] != other[0]:
        return False
    if one[0] == "n":
        return one[1] == other[1] and _close(one[2:], other[2:])
    if one[0] == "t":
        each = partial(same, exactly=exactly)
        return len(one[1]) == len(other[1]) and all(map(each, one[1], other[1]))
    if one[0] == "d":
        return _same_entries(one[1], other[1], exactly)
    return bool(one == other)


def _of_numbers(array: np.ndarray) -> Sketch:
    if array.dtype.kind not in "biufc":
        return ["o", "array"]
    shape = [] if array.size == 1 else list(array.shape)
    flat = array.reshape(-1)[:LONGEST]
    flat = np.abs(flat) if flat.dtype.kind == "c" else flat.astype(float, copy=False)
    square, odd = float(flat @ flat), 0
    # a finite sum of squares has finite numbers alone: to look at each would take as long again
    if not math.isfinite(square):
        finite = np.isfinite(flat)
        odd = flat.size - int(np.count_nonzero(finite))
        flat = np.where(finite, flat, 0.0)
        square = float(flat @ flat)
    found = [math.sqrt(square), *(_directions(flat.size) @ flat).tolist()]
    if not math.isfinite(square):
        found = np.nan_to_num(found).tolist()
    return ["n", shape, odd, *found]


@lru_cache(maxsize=256)
def _directions(size: int) -> np.ndarray:
    places = np.arange(1, size + 1)
    return np.stack([np.cos(places * 1.618), np.sin(places * 2.414)])


def _close(one: Sequence[float], other: Sequence[float]) -> bool:
    slack = ROUNDING * max(one[1], other[1]) + 1e-12
    return one[0] == other[0] and all(
        abs(a - b) <= slack for a, b in zip(one[1:], other[1:], strict=True)
    )


def _same_entries(one: Mapping[str, Sketch], other: Mapping[str, Sketch], exactly: bool) -> bool:
    shared = one.keys() & other.keys()
    needed = max if exactly else min
    if len(shared) < needed(len(one), len(other)) or bool(shared) != bool(one or other):
        return False
    return all(same(one[key], other[key], exactly) for key in shared)


def _is_sketch(value: Any, parts: int = 2) -> bool:
    return isinstance(value, list) and len(value) >= parts
