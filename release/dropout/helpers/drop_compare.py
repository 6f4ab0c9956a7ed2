"""How the visible checks call what a student wrote, and how they stop with a helpful line."""

import contextlib
import io
import traceback

import numpy as np

from . import drop_cases as cases
from .by_hand import judge_by_hand
from .check_panel import CheckFailed, fail, stopped

EXERCISES = ("dropout_forward", "dropout_backward", "FullyConnectedNet")


def call(name, f, *given, **settings):
    """Call `f` for the exercise `name` and make sure that it left the inputs alone."""
    before = _copies(given)
    try:
        result = f(*given, **settings)
    except NotImplementedError as error:
        raise CheckFailed(f"{unwritten(error, name)}: {FILL_IN}") from None
    except Exception as error:
        raise stopped(name, f, error) from error
    if not _same(before, given):
        fail(
            f"{name} changes what it is given: make a new array instead of writing into an old "
            "one (+=, *= and [...] = write in place), and leave the dictionary as it is"
        )
    return result


FILL_IN = "fill in the marked region, run its cell, then this one"


def unwritten(error, name):
    """Say which exercise raised the NotImplementedError: a net may call an unwritten function."""
    called = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
    missing = next((known for known in reversed(called) if known in EXERCISES), name)
    return f"{missing} is not written yet"


def _copies(value):
    """Copy nested tuples and dictionaries of arrays; things of other kinds are left out."""
    if isinstance(value, dict):
        return {key: _copies(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_copies(item) for item in value]
    return np.array(value) if isinstance(value, np.ndarray | np.generic | int | float | str) else 0


def _same(before, after):
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(_same(before[k], after[k]) for k in before)
    if isinstance(before, list):
        return len(before) == len(after) and all(map(_same, before, after))
    return not isinstance(before, np.ndarray) or np.array_equal(before, np.asarray(after))


def quietly():
    """Swallow what a student's function prints while it is called a thousand times."""
    return contextlib.redirect_stdout(io.StringIO())


def forward_of(f, x, param):
    """Call dropout_forward; return the output and the cache, or fail unless it is these two."""
    result = call("dropout_forward", f, x, param)
    if not isinstance(result, tuple | list) or len(result) != 2:
        fail("dropout_forward should return two things: out, and the cache (dropout_param, mask)")
    out = array_of(result[0], "out", np.shape(x))
    if out.dtype != x.dtype:
        fail(f"out should keep the type of x, {x.dtype}, yours has {out.dtype}")
    return out, result[1]


def array_of(value, what, shape):
    """Return `value` as an array of finite numbers of this shape, or fail in words."""
    if value is None:
        fail(f"{what} is None: does the function return what it works out?")
    if isinstance(value, tuple):
        fail(f"{what} should be one array, yours is a tuple of {len(value)} things")
    value = np.asarray(value)
    if value.dtype.kind not in "fiub":
        fail(f"{what} should consist of numbers, yours is of type {value.dtype}")
    if value.shape != tuple(shape):
        fail(f"{what} should have the shape {tuple(shape)}, yours has {value.shape}")
    if not np.all(np.isfinite(value)):
        fail(f"{what} contains nan or infinity: look for a division by 0 or a log of 0")
    return value


def params_of(net):
    """Return the net's dictionary of parameters, or fail unless it is one of arrays."""
    params = getattr(net, "params", None)
    if not isinstance(params, dict) or not params:
        fail("the net should have its parameters in the dictionary self.params")
    for name, value in params.items():
        if not isinstance(value, np.ndarray):
            fail(f"params[{name!r}] should be an array, yours is of type {type(value).__name__}")
    return params


def factor_of(values, near, tolerance=1e-6):
    """Return the first name of `near` {name: number} that all the values are equal to, or None."""
    for name, number in near.items():
        if np.allclose(values, number, rtol=tolerance, atol=tolerance):
            return name
    return None


def check_by_hand(name, answer):
    """Say whether an answer worked out on paper is right; never stops the notebook."""
    judge_by_hand(name, answer, cases.BY_HAND[name], slack=6e-3)
