"""How the visible checks call a function, compare its result and find words for a mistake."""

import numpy as np

from . import reg_cases as cases
from .check_panel import CheckFailed, fail, flat, numbers, stopped, told


def call(f, *given):
    """Call `f` with the inputs and make sure that it left them alone."""
    before = _numbers(given)
    try:
        result = f(*given)
    except NotImplementedError:
        raise CheckFailed(
            f"{getattr(f, '__name__', 'the function')} is not written yet: fill in the marked "
            "region above, run its cell, then this one"
        ) from None
    except Exception as error:
        raise stopped("your function", f, error) from error
    after = _numbers(given)
    if len(after) != len(before) or not all(map(np.array_equal, before, after)):
        fail(
            "your function changes what it is given: make a new array or dictionary instead of "
            "writing into an old one (+=, *= and [...] = write in place)"
        )
    return result


def _numbers(value):
    """List copies of all the arrays in nested tuples and dictionaries."""
    if isinstance(value, dict):
        value = tuple(value[key] for key in sorted(value))
    if isinstance(value, tuple):
        return [array for item in value for array in _numbers(item)]
    return [np.array(value)]


def pair(result):
    """Return A3 and the cache, or fail unless the result is those two."""
    if not isinstance(result, tuple | list) or len(result) != 2:
        fail("the function should return two things, A3 and the cache")
    if not isinstance(result[1], tuple | list) or len(result[1]) != 14:
        fail(
            "the cache should be a tuple of 14: Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, "
            "W3, b3"
        )
    return result


def gradients_of(f, X, cache, setting):
    """Call a backward function and make sure that every gradient is there."""
    gradients = call(f, X, cases.Y, cache, setting)
    if not isinstance(gradients, dict):
        fail("the function should return a dictionary of gradients")
    missing = [name for name in cases.KEYS if name not in gradients]
    if missing:
        fail(f"the dictionary lacks {', '.join(missing)}")
    return gradients


def require_number(value, what):
    """Fail unless `value` is a single number."""
    if value is not None and np.size(value) != 1:
        fail(f"{what} should be one number, yours has the shape {np.shape(value)}")


def compare(what, got, expected, example="", mark=None, because=""):
    """Fail with the likely cause unless `got` has the shape and the numbers of `expected`."""
    got, expected = _array(got, what), np.asarray(expected, dtype=float)
    if got.shape != expected.shape and not got.size == expected.size == 1:
        fail(f"{what} should have the shape {expected.shape}, yours has {got.shape}")
    if not np.all(np.isfinite(got)):
        fail(f"{what} contains nan or infinity: look for a division by 0 or a log of 0")
    wrong = ~np.isclose(got.reshape(expected.shape), expected, rtol=0, atol=cases.TOLERANCE)
    if not np.any(wrong):
        return
    told_of = numbers(what, got, expected, wrong, cases.TOLERANCE)
    for number, cause in cases.LOOKS_LIKE.get(example, ()):
        if np.isclose(float(np.ravel(mark)[0]), number, rtol=1e-6, atol=1e-8):
            fail(f"{what} is not as expected; it looks as if {cause}", *told_of)
    because = because or "go through shapes, signs and factors of the equation above once more"
    fail(f"{what} is not as expected: {because}", *told_of)


def _array(value, what):
    if value is None:
        fail(f"{what} is None: does the function return what it works out?")
    try:
        return np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        fail(f"{what} should consist of numbers, yours is of type {type(value).__name__}")


def first_of(value):
    """Return the first entry of an array, the mark by which a mistake is recognised."""
    return np.ravel(value)[:1] if np.size(value) else np.nan


def sum_of(value):
    """Return the sum of an array, the mark by which a mistake is recognised."""
    return np.sum(np.asarray(value, dtype=float))


def show(name, got, expected):
    """Keep what came out beside what should have, to be told where the check holds."""
    told.append(f"{name} (tolerance {cases.TOLERANCE:g})")
    told.extend([f"  got       {flat(got)}", f"  expected  {flat(expected)}"])
