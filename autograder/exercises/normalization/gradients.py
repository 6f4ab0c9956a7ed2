"""The gradients of a normalisation layer: by the contract, or of a student's own forward pass."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.exercises.normalization.norm_calls import EPS, Arrays, Call, forward_pair, moments
from autograder.testing import (
    GradientDiff,
    Knowledge,
    Remote,
    StudentFault,
    as_real,
    compare_gradients,
    compute_once,
    describe,
    mismatch,
)

NAMES = ("dx", "dgamma", "dbeta")
BACKWARDS = ("dbeta", "dgamma", "dx")  # the order in which a backward pass finds them
STEP = 1e-5  # of central differences
OWN = {"rtol": 1e-4, "atol": 1e-6}  # how near numerical gradients come


@dataclass(frozen=True)
class Paths(Knowledge):
    """The three ways on which x has an influence: by itself, by the mean, by the variance."""

    parts: tuple[np.ndarray, np.ndarray, np.ndarray]
    axis: int
    gamma: np.ndarray

    def about(self, name: str, right: np.ndarray) -> dict[str, Any]:
        """Which of the paths is missing; rows are examples."""
        if name != "dx":
            return {"axes": ("feature",)}
        straight, by_mean, by_variance = self.parts
        return {
            "axes": ("example", "feature"),
            "terms": {
                "the path through the variance": by_variance,
                "the path through the mean": by_mean,
                "the part through both statistics": by_mean + by_variance,
                "the straight path through x": straight,
            },
        }


def paths(call: Call, dout: np.ndarray, axis: int) -> Paths:
    """The three parts of dx by the contract."""
    mean, var = moments(call.x, axis)
    root = np.sqrt(var + call.param.get("eps", EPS))
    of, arriving = (call.x - mean) / root, dout * call.gamma
    by_mean = np.broadcast_to(-arriving.mean(axis=axis, keepdims=True) / root, dout.shape)
    by_variance = -of * (arriving * of).mean(axis=axis, keepdims=True) / root
    return Paths((arriving / root, by_mean, by_variance), axis, call.gamma)


def right_gradients(call: Call, dout: np.ndarray, axis: int) -> Arrays:
    """dx, dgamma and dbeta by the contract."""
    return dict(_gradients(call.x, call.gamma, call.param.get("eps", EPS), dout, axis))


@compute_once
def _gradients(x: np.ndarray, gamma: np.ndarray, eps: float, dout: np.ndarray, axis: int) -> Arrays:
    mean, var = moments(x, axis)
    of = (x - mean) / np.sqrt(var + eps)
    known = paths(Call(x, gamma, gamma, {"eps": eps}), dout, axis)
    dx = np.add.reduce(known.parts)
    return {"dx": dx, "dgamma": (dout * of).sum(axis=0), "dbeta": dout.sum(axis=0)}


def numerical_gradients(forward: Remote, call: Call, dout: np.ndarray) -> Arrays:
    """The slopes of the student's own forward pass, by central differences, in one request."""
    moved = []
    for place in range(3):
        value = call.args[place]
        for step in (STEP, -STEP):
            for entry in range(value.size):
                args = list(call.args)
                args[place] = value.copy()
                args[place].flat[entry] += step
                moved.append(args)
    outs = [as_real(forward_pair(value, call.tried)[0], dout.shape, "the output", call.tried)
            for value in forward.each(*moved)]  # fmt: skip
    sums, found, start = np.array([np.sum(out * dout) for out in outs]), {}, 0
    for name, value in zip(NAMES, call.args, strict=False):
        up, down = sums[start : start + value.size], sums[start + value.size :][: value.size]
        found[name] = ((up - down) / (2 * STEP)).reshape(value.shape)
        start += 2 * value.size
    return found


def three_of(value: Any, context: str) -> dict[str, Any]:
    """The three gradients by their names, or a failure that says what came instead."""
    three = isinstance(value, (tuple, list)) and len(value) == 3
    many = f" of {len(value)}" if isinstance(value, (tuple, list)) and len(value) < 10 else ""
    assert three, (
        f"The function should return the tuple (dx, dgamma, dbeta), not {describe(value)}{many}. "
        f"{context}"
    )
    return dict(zip(NAMES, value, strict=True))


def flat_like(got: dict[str, Any], name: str, right: np.ndarray) -> Any:
    """A gradient as it came; (1, D) is taken for (D,), for the shape has a check of its own."""
    value = got[name]
    alike = isinstance(value, np.ndarray) and value.size == right.size and 1 in value.shape
    return value.reshape(right.shape) if alike and name != "dx" else value


def picture(
    got: dict[str, Any], right: Arrays, known: Knowledge, **tolerance: float
) -> GradientDiff:
    """All three gradients under the microscope."""
    value = {name: flat_like(got, name, right[name]) for name in NAMES}
    return compare_gradients(value, right, BACKWARDS, known, **tolerance)


@dataclass(frozen=True)
class Passed:
    """A forward call of the student's: its cache, and whether its output is the contract's."""

    call: Call
    cache: Any
    is_right: bool


def forward_passes(
    forward: Remote,
    calls: Sequence[Call],
    right: Sequence[np.ndarray],
    fallback: Any,
    **near: float,
) -> list[Passed]:
    """The student's forward pass for each call; where it gives no caches, those of `fallback`.

    ``fallback``: the reference's forward pass, for a backward pass may be written for its layout;
    None: the list is empty then. ``near``: how near a right output is.
    """
    try:
        values = forward.each(*(call.args for call in calls))
        pairs = [forward_pair(*each) for each in zip(values, (c.tried for c in calls), strict=True)]
        if any(cache is None for _, cache in pairs):
            raise AssertionError
    except (StudentFault, AssertionError):
        given = calls if fallback else ()
        return [Passed(call, fallback(*call.args)[1], True) for call in given]
    return [Passed(call, cache, mismatch(out, expected, **(near or call.tolerance)) is None)
            for call, (out, cache), expected in zip(calls, pairs, right, strict=True)]  # fmt: skip
