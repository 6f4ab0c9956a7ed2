"""How the visible checks call what a student wrote, and how they stop with a helpful line."""

import contextlib
import io

import numpy as np

from . import norm_cases as cases
from .by_hand import judge_by_hand
from .check_panel import CheckFailed, fail, numbers, stopped

FILL_IN = "fill in the marked region, run its cell, then this one"
EXERCISES = (
    "batchnorm_forward", "batchnorm_backward", "layernorm_forward", "layernorm_backward"
)  # fmt: skip
MAY_CHANGE = ("running_mean", "running_var")


def call(f, name, *given):
    """Call `f` for the exercise `name` and make sure that it left the inputs alone."""
    before = _copies(given)
    try:
        result = f(*given)
    except NotImplementedError as error:
        missing = name if name in str(error) or not str(error) else str(error)
        raise CheckFailed(f"{missing} is not written yet: {FILL_IN}") from None
    except Exception as error:
        raise stopped(name, f, error) from error
    if not _same(before, given):
        fail(
            f"{name} changes what it is given: make a new array instead of writing into an old one "
            "(+=, -= and [...] = write in place), and leave the settings as they are"
        )
    return result


def _copies(value):
    if isinstance(value, dict):
        return {key: _copies(item) for key, item in value.items() if key not in MAY_CHANGE}
    if isinstance(value, tuple | list):
        return [_copies(item) for item in value]
    return np.array(value) if isinstance(value, np.ndarray | np.generic | int | float | str) else 0


def _same(before, after):
    if isinstance(before, dict):
        return isinstance(after, dict) and all(
            key in after and _same(before[key], after[key]) for key in before
        )
    if isinstance(before, list):
        return len(before) == len(after) and all(map(_same, before, after))
    return not isinstance(before, np.ndarray) or np.array_equal(before, np.asarray(after))


def quietly():
    """Swallow what a student's function prints while it is called a thousand times."""
    return contextlib.redirect_stdout(io.StringIO())


def forward_of(f, name, x, gamma, beta, param):
    """Call a forward pass; return the output and the cache, or fail unless it is these two."""
    result = call(f, name, x, gamma, beta, param)
    if not isinstance(result, tuple | list) or len(result) != 2:
        fail(f"{name} should return two things: out and the cache")
    if result[1] is None:
        fail("the cache is None: what will the backward pass work with?")
    return array_of(result[0], "out", x.shape), result[1]


def gradients_of(f, name, dout, cache):
    """Call a backward pass; return dx, dgamma and dbeta, or fail unless it is these three."""
    result = call(f, name, dout, cache)
    if not isinstance(result, tuple | list) or len(result) != 3:
        fail(f"{name} should return three things: dx, dgamma, dbeta")
    shapes = dout.shape, dout.shape[1:], dout.shape[1:]
    return [array_of(*each) for each in zip(result, ("dx", "dgamma", "dbeta"), shapes, strict=True)]


def array_of(value, what, shape):
    """Return `value` as an array of finite numbers of this shape, or fail in words."""
    if value is None:
        fail(f"{what} is None: does the function return what it works out?")
    value = np.asarray(value)
    if value.dtype.kind not in "fiub":
        fail(f"{what} should consist of numbers, yours is of type {value.dtype}")
    if value.shape != tuple(shape):
        fail(f"{what} should have the shape {tuple(shape)}, yours has {value.shape}")
    if not np.all(np.isfinite(value)):
        fail(f"{what} contains nan or infinity: look for a division by 0")
    return value


def expect(got, right, what, causes=None, tolerance=1e-7):
    """Fail unless `got` is `right`, with the likely cause of {words: what it would give}."""
    wrong = np.abs(got - right) > tolerance * (1 + np.abs(right))
    if not wrong.any():
        return
    found = [
        words for words, value in (causes or {}).items()
        if np.allclose(got, value, rtol=1e-6, atol=1e-9)
    ]  # fmt: skip
    sentence = f"{what} is not right" + (f": {found[0]}" if found else "")
    fail(sentence, *numbers(what, got, right, wrong, tolerance))


def check_by_hand(name, answer):
    """Say whether an answer worked out on paper is right; never stops the notebook."""
    judge_by_hand(name, answer, cases.BY_HAND[name], slack=6e-3)
