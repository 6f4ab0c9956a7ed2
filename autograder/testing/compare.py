"""Compare what a student's function returned with what is right: fairly, and in words.

Every suite compares through this module, because NumPy's own helpers are too kind: an empty array,
a wrong shape that broadcasts and NaN against NaN all pass `np.testing.assert_allclose`. Here type,
dtype, shape and finiteness come first, values last. No message ever holds an expected value.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.sandbox.untrusted_text import telling

KINDS = {"b": "True/False values", "c": "complex numbers", "U": "text", "S": "text"}
TELLING_FACTORS = (2, 3, 4, 5, 10)
LARGEST = 1e100  # of a number that a suite computes with: the product of three is one, too


def mismatch(got: Any, expected: Any, *, rtol: float = 1e-7, atol: float = 1e-9) -> str | None:
    """Say in words how `got` differs from `expected`; None when it does not.

    ``got``: anything a student returns. ``expected``: a finite real number or array, not empty:
    ValueError otherwise, for that is the suite's own fault. Type, dtype kind, shape and finiteness
    come first; a value holds within ``atol + rtol * abs(expected)``, entry by entry, nothing
    broadcasts.
    """
    right = np.asarray(expected)
    if right.dtype.kind not in "fiub" or right.size == 0 or not _all(np.isfinite(right)):
        raise ValueError("this suite expects nothing, or no finite real numbers: a grader's fault")
    value, words = read(got, right.shape, "fiub" if right.dtype.kind == "b" else "fiu")
    tolerance = atol + rtol * np.abs(right.astype(float))
    if words:
        if value.size == right.size and value.shape != right.shape:
            words += same_numbers(value, right, tolerance)
        return words
    # a student's 1e308 must not warn
    with np.errstate(all="ignore"):
        close = np.abs(value - right) <= tolerance
        if _all(close):
            return None
        right = right.astype(float)
        return pattern(value, right, tolerance) or count(value, right, tolerance)


def all_agree(
    got: Sequence[Any], expected: Sequence[np.ndarray], *, rtol: float = 1e-7, atol: float = 1e-9
) -> bool:
    """Tell of many values at once whether `mismatch` has nothing to say of any of them.

    In a tenth of the time that it takes; which one differs, and how, `mismatch` has to say.
    """
    if len(got) != len(expected):
        return False
    values = []
    for value, right in zip(got, expected, strict=True):
        if type(value) is not np.ndarray:
            value = np.asarray(value) if type(value) in (float, np.float64) else read(value, ())[0]
        if value.dtype.kind not in "fiu" or value.size != right.size:
            return False
        # a lone number may come wrapped
        if value.shape != right.shape and right.shape:
            return False
        values.append(value.ravel())
    if not values:
        return True
    whole, right = np.concatenate(values), np.concatenate([each.ravel() for each in expected])
    # a student's 1e308 must not warn, and NaN is never close
    with np.errstate(all="ignore"):
        return _all(np.abs(whole - right) <= atol + rtol * np.abs(right))


def near(a: Any, b: Any, rtol: float) -> bool:
    """Tell of two finite numbers what `np.isclose` tells, in a fiftieth of the time."""
    # Python's own: what is too large for them warns nobody
    a, b = float(a), float(b)
    return bool(abs(a - b) <= 1e-8 + rtol * abs(b))


def assert_close(
    got: Any, expected: Any, what: str, *, rtol: float = 1e-7, atol: float = 1e-9, because: str = ""
) -> None:
    """Fail with a sentence about `what` (and `because`) unless `got` agrees with `expected`.

    As `mismatch` compares; raises AssertionError, or ValueError where ``expected`` is nothing to
    compare with. ``what`` begins the sentence ("the cost"), which never holds an expected value.
    """
    words = mismatch(got, expected, rtol=rtol, atol=atol)
    assert words is None, sentence(what, words or "", because)


def as_real(got: Any, shape: tuple[int, ...], what: str, because: str = "") -> np.ndarray:
    """Return `got` as a finite float array of exactly this shape, or fail with a sentence.

    ``shape`` () is a number, which may come wrapped in an array of one entry. What is returned can
    be added and multiplied without a thought of overflow. Raises AssertionError.
    """
    value, words = read(got, shape)
    if not words and not _all(np.abs(value) <= LARGEST):
        words = f"is far too large: beyond {LARGEST:g}"
    assert not words, sentence(what, words, because)
    return value


def sentence(what: str, words: str, because: str = "") -> str:
    """Put a rationale together: "the cost", "is too large", "Tried with five examples."."""
    if what.startswith(("the ", "a ", "what ")):
        what = what[0].upper() + what[1:]
    return f"{what} {words}. {because}".strip()


def changed(before: Any, after: Any, name: str) -> str | None:
    """Name the first part of an argument (array, dictionary or sequence) that a call changed."""
    if isinstance(before, dict):
        if not isinstance(after, dict):
            return name
        if gone := [key for key in before if key not in after]:
            return f'{name} ("{gone[0]}" is gone)'
        # counted, not named: a name is the submission's own
        if len(after) > len(before):
            return f"{name} (it has more entries than before)"
        parts = [(before[key], after[key], f'{name}["{key}"]') for key in before]
    elif isinstance(before, (tuple, list)):
        if not isinstance(after, (tuple, list)) or len(after) != len(before):
            return name
        parts = [(b, a, f"{name}[{i}]") for i, (b, a) in enumerate(zip(before, after, strict=True))]
    else:
        plain = isinstance(after, (np.ndarray, np.generic, int, float, str, type(None)))
        return None if plain and np.array_equal(before, after) else name
    return next((word for part in parts if (word := changed(*part))), None)


def read(got: Any, shape: tuple[int, ...], kinds: str = "fiu") -> tuple[np.ndarray, str]:
    """`got` as floats of this shape and "", or whatever it is and what is wrong with it."""
    # of losses there are many
    if type(got) is float and shape == () and math.isfinite(got):
        return np.asarray(got), ""
    if type(got) is not np.ndarray and (words := _strange(got)):
        return np.empty(0), words
    value = np.asarray(got)
    if value.dtype.kind not in kinds:
        return np.empty(
            0
        ), f"holds {KINDS.get(value.dtype.kind, 'Python objects')}, not real numbers"
    # a lone number may come wrapped, but nothing broadcasts
    if shape == () and value.size == 1:
        value = value.reshape(())
    if value.shape != shape:
        return value, f"has {_shape(value)} where {shape} is needed"
    # not before: what is far too large takes the grader's memory
    value = value.astype(float)
    finite = np.isfinite(value)
    if _all(finite):
        return value, ""
    kind = "NaN (not a number)" if np.isnan(value).any() else "infinite"
    where = f" in {np.sum(~finite)} of {value.size} entries" if value.size > 1 else ""
    return value, f"is {kind}{where}"


def _strange(got: Any) -> str:
    """What is wrong with something that is neither a number nor an array."""
    if got is None:
        return "is missing (None)"
    if isinstance(got, (str, bytes)):
        return "is text, not numbers"
    if isinstance(got, (np.ndarray, np.generic, int, float, complex)):
        return ""
    kind = type(got).__name__ if isinstance(got, (tuple, list, dict, set)) else "Python object"
    return f"is a {kind}, not a number or an array"


def _all(mask: Any) -> bool:
    """Like `mask.all()`, which takes five times as long on a few numbers."""
    return bool(np.count_nonzero(mask) == mask.size)


def _shape(value: np.ndarray) -> str:
    """The shape in words; without entries it costs nothing, and could carry hidden inputs out."""
    few = value.ndim <= 4 and telling(value.shape) and (value.size or max(value.shape) < 100)
    return f"the shape {value.shape}" if few else f"a shape of {value.ndim} dimensions"


def same_numbers(value: np.ndarray, right: np.ndarray, tolerance: np.ndarray) -> str:
    """Say that only the shape is wrong, where that is so; both have the same number of entries."""
    with np.errstate(all="ignore"):
        if value.T.shape == right.shape and (np.abs(value.T - right) <= tolerance).all():
            return ": it is transposed"
        reshaped = value.reshape(right.shape)
        return ": the numbers are right" if (np.abs(reshaped - right) <= tolerance).all() else ""


def pattern(value: np.ndarray, right: np.ndarray, tolerance: np.ndarray) -> str | None:
    """Name the one way in which all of `value` is wrong; None where there is no such way.

    All three are float arrays of one shape; what is too large for floats needs `np.errstate`.
    """

    def fits(candidate: np.ndarray, extra: float = 0) -> bool:
        return bool((np.abs(candidate - right) <= tolerance + extra * np.abs(right)).all())

    everywhere = " everywhere" if value.size > 1 else ""
    factor = factor_between(value, right)
    # but for rounding
    if np.abs(value).max() <= 1e-12 * np.abs(right).max():
        return f"is zero{everywhere}"
    if fits(-value):
        return f"has the wrong sign{everywhere}"
    if value.ndim == 2 and value.shape == value.T.shape and fits(value.T):
        return "is transposed"
    if fits(value, 1e-3):
        return "is nearly right, but not accurate enough (rounded along the way?)"
    if factor and fits(value / factor):
        return f"{factor_words(factor)}{everywhere}"
    if value.size == 1:
        return "is too large" if value.item() > right.item() else "is too small"
    if fits(value - np.mean(value - right)):
        return "is off by the same amount everywhere"
    return None


def count(value: np.ndarray, right: np.ndarray, tolerance: np.ndarray) -> str:
    """Say how many entries are wrong, where nothing better can be said."""
    wrong = np.abs(value - right) > tolerance
    many = "every entry" if wrong.all() else f"{wrong.sum()} of {wrong.size} entries"
    return f"is wrong in {many}" + ("" if value[wrong].any() else ", which should not be zero")


def factor_words(factor: float) -> str:
    """Say a factor, which is not 0: "has the wrong sign and is too small by a factor of 3"."""
    sign = "has the wrong sign and " if factor < 0 else ""
    size = max(abs(factor), 1 / abs(factor))
    return f"{sign}is too {'large' if abs(factor) > 1 else 'small'} by a factor of {size:.3g}"


def factor_between(value: np.ndarray, right: np.ndarray) -> float:
    """The factor between the two, 0 for none; of a lone number only a telling one, as any fits."""
    factor = float(np.vdot(value, right) / np.vdot(right, right))
    if not np.isfinite(factor) or factor == 0:
        return 0.0
    size = max(abs(factor), 1 / abs(factor))
    telling = min(abs(size - nice) for nice in TELLING_FACTORS) < 1e-6 * size
    return factor if telling or np.count_nonzero(right) > 1 else 0.0
