"""The student's own dropout layer, right or wrong: a net is judged by how it uses that.

A mistake made in the layer has its price there, and should have none in the net.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograder.exercises.dropout.dropout_layer import Dropped, forward, settings
from autograder.testing import Remote, StudentFault, as_real, mismatch

UNITS = 2000  # so many tell scale and share well
FEW = 2


@contextmanager
def excused(to_blame: Callable[[], bool]) -> Iterator[None]:
    """Let a judgement on the net fail unless the layer is to blame; asked only when it fails."""
    try:
        yield
    except (AssertionError, StudentFault):
        if not to_blame():
            raise


def scale_and_share(student: Any, p: float) -> tuple[float, float]:
    """What dropout_forward multiplies kept units with, and how many it keeps."""
    done = _ones(student, settings(p))
    if done is None:
        return 1 / p, p
    kept = done.factors[done.kept]
    return float(np.median(kept)) if kept.size else 0.0, float(done.kept.mean())


def backward_factors(student: Any, p: float) -> tuple[np.ndarray, np.ndarray] | None:
    """The few numbers that dropout_backward multiplies dropped units with, and kept ones.

    None where dropout_forward does not tell them apart, or where the numbers are many.
    """
    done = _ones(student, settings(p))
    if done is None or done.kept.all() or not done.kept.any():
        return None
    try:
        dx = as_real(student.dropout_backward(done.x, done.cache), done.x.shape, "")
    except (AssertionError, StudentFault):
        return None
    dropped, kept = (np.unique(dx[which].round(9)) for which in (~done.kept, done.kept))
    return (dropped, kept) if max(dropped.size, kept.size) <= FEW else None


def is_idle_in_test_mode(student: Any) -> bool:
    """Whether dropout_forward leaves x alone in test mode; also where that cannot be told."""
    done = _ones(student, settings(0.5, "test"))
    return done is None or mismatch(done.out, done.x) is None


def heeds_seeds(student: Any, seed: int = 5) -> bool:
    """Whether dropout_forward repeats itself with a seed, and only then; or cannot be asked."""
    first, again, free, other = (
        _ones(student, settings(0.5, seed=each)) for each in (seed, seed, None, None)
    )
    if first is None or again is None or free is None or other is None:
        return True
    return bool((first.kept == again.kept).all() and (free.kept != other.kept).any())


def is_differentiated(student: Any, p: float) -> bool:
    """Whether dropout_backward is the slope of dropout_forward, whatever that does."""
    factors = backward_factors(student, p)
    if factors is None:
        return True
    dropped, kept = factors
    scale, _ = scale_and_share(student, p)
    return np.array_equal(dropped, [0]) and np.array_equal(kept, [round(scale, 9)])


def says(net: Remote, key: str, value: Any) -> bool:
    """Whether the net's dropout_param has that entry, or cannot be asked."""
    try:
        param = net.dropout_param.fetch()
    except StudentFault:
        return True
    return not isinstance(param, dict) or (key in param and param[key] == value)


def _ones(student: Any, param: dict[str, Any]) -> Dropped | None:
    try:
        return forward(student, np.ones((1, UNITS)), param)
    except (AssertionError, StudentFault):
        return None
