"""How the visible checks call a function, compare its result and find words for a mistake."""

import numpy as np

from . import shrink_cases as cases
from .check_panel import CheckFailed, fail, flat, numbers, stopped, told


def call(f, *given):
    """Call `f` with copies of arrays and numbers, and make sure that it left them alone."""
    handed = [each.copy() if isinstance(each, np.ndarray) else each for each in given]
    try:
        result = f(*handed)
    except NotImplementedError:
        raise CheckFailed(
            f"{getattr(f, '__name__', 'the function')} is not written yet: fill in the marked "
            "region above, run its cell, then this one"
        ) from None
    except Exception as error:
        raise stopped("your function", f, error) from error
    if not all(map(np.array_equal, given, handed)):
        fail(
            "your function changes what it is given: make a new array instead of writing into an "
            "old one (+=, *= and [...] = write in place)"
        )
    return result


def two(result, names):
    """Return the two things that came out, or fail where there are not two."""
    if not isinstance(result, tuple | list) or len(result) != 2:
        fail(f"the function should return two things, {names}")
    return result


def compare(what, got, expected, example="", because=""):
    """Fail with the likely cause unless `got` has the shape and the numbers of `expected`."""
    if got is None:
        fail(f"{what} is None: does the function return what it works out?")
    try:
        got = np.asarray(got, dtype=float)
    except (TypeError, ValueError):
        fail(f"{what} should consist of numbers, yours is of type {type(got).__name__}")
    expected = np.asarray(expected, dtype=float)
    if got.shape != expected.shape:
        wanted = f"the shape {expected.shape}" if expected.ndim else "no axes: it is a number"
        fail(f"{what} should have {wanted}; yours has the shape {got.shape}")
    if not np.all(np.isfinite(got)):
        fail(f"{what} contains nan or infinity: look for a division by 0")
    wrong = ~np.isclose(got, expected, rtol=0, atol=cases.TOLERANCE)
    if not np.any(wrong):
        return
    rows = numbers(what, got, expected, wrong, cases.TOLERANCE)
    for known, cause in cases.LOOKS_LIKE.get(example, ()):
        if np.shape(known) == got.shape and np.allclose(got, known, rtol=1e-6, atol=1e-8):
            fail(f"{what} is not as expected; it looks as if {cause}", *rows)
    because = because or "go through signs and factors of the equation above once more"
    fail(f"{what} is not as expected: {because}", *rows)


def show(name, got, expected):
    """Keep what came out beside what should have, to be told where the check holds."""
    told.append(f"{name} (tolerance {cases.TOLERANCE:g})")
    told.extend([f"  got       {flat(got)}", f"  expected  {flat(expected)}"])
