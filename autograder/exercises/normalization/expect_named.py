"""A judgement that says which mistake it looks like, in words that name it by themselves."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.testing import assert_close, mismatch

EXACT = {"rtol": 1e-7, "atol": 1e-9}


def expect_named(
    got: Any,
    right: Any,
    what: str,
    tried: str,
    suspects: Callable[[], Mapping[str, Any]],
    near: dict[str, float],
    alike: dict[str, float] = EXACT,
) -> None:
    """Fail unless `got` is `right`, with the mistake whose outcome it is, where it is one's.

    The caches of two solutions differ, so numbers tell less of a mistake here than words do.
    ``suspects``: returns what mistakes give, by their words. ``near``: how near a right value
    comes, ``alike``: how near that of a mistake. Raises AssertionError.
    """
    if mismatch(got, right, **near) is None:
        return
    # what is too large for floats, and divisions by a variance of zero
    with np.errstate(all="ignore"):
        for mistake, value in suspects().items():
            if np.isfinite(value).all() and mismatch(got, value, **alike) is None:
                begin = f"T{what[1:]}" if what.startswith("the ") else what
                raise AssertionError(f"{begin} is not right: it looks as if {mistake}. {tried}")
    assert_close(got, right, what, because=tried, **near)
