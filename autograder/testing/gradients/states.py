"""What an entry of a gradient may be, and which entries are what."""

import enum

import numpy as np

from autograder.testing.compare import factor_between


class State(enum.IntEnum):
    """What one entry is, from harmless to worst: in a block of entries the worst one shows."""

    RIGHT = 0
    FOLLOWS = 1  # right, given the student's own gradient before it
    FACTOR = 2
    TERM = 3
    SIGN = 4
    WRONG = 5
    ZERO = 6
    NOT_ZERO = 7
    UNREADABLE = 8


LEGEND = {
    State.RIGHT: "right",
    State.FOLLOWS: "right, given your own gradient before it",
    State.FACTOR: "right except for a factor",
    State.TERM: "right except for a term",
    State.SIGN: "wrong sign",
    State.WRONG: "wrong",
    State.ZERO: "zero, but should not be",
    State.NOT_ZERO: "not zero, but should be",
    State.UNREADABLE: "not a number, or the wrong shape",
}


def classify(
    value: np.ndarray, right: np.ndarray, tolerance: np.ndarray, atol: float
) -> tuple[np.ndarray, float]:
    """Return the state of every entry, and the factor of those that are FACTOR (0: there are none).

    All three are float arrays of one shape; `value` may hold NaN and infinity.
    """
    close = np.abs(value - right) <= tolerance
    if close.all():
        return np.zeros(close.shape, dtype=int), 0.0
    states = np.where(close, State.RIGHT, State.WRONG)
    wrong, none = states == State.WRONG, np.abs(right) <= atol
    states[wrong & none] = State.NOT_ZERO
    states[wrong & ~none & (np.abs(value) <= atol)] = State.ZERO
    states[(states == State.WRONG) & (np.abs(value + right) <= tolerance)] = State.SIGN
    states[~np.isfinite(value)] = State.UNREADABLE
    rest = states == State.WRONG
    factor = factor_between(value[rest], right[rest]) if rest.any() else 0.0
    if factor and (np.abs(value / factor - right) <= tolerance)[rest].all():
        states[rest] = State.FACTOR
        return states, factor
    return states, 0.0
