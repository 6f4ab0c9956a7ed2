"""Numerical gradients of a cost that is written in the suite, by complex steps."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercises.regularization.inputs import Arrays

TINY = 1e-30  # the step of a complex-step derivative: nothing cancels, so nothing is lost


def slopes(cost: Callable[[Arrays], Any], parameters: Arrays) -> Arrays:
    """The numerical gradient of `cost` with respect to every parameter, by complex steps.

    Worked out once for a test's inputs, which are the same for every submission.
    """
    drawn = b"".join(value.tobytes() for value in parameters.values())
    key = (cost.__module__, cost.__qualname__, drawn, complex(cost(parameters)))
    if key not in _slopes:
        _slopes[key] = {f"d{name}": _slope(cost, parameters, name) for name in parameters}
    return dict(_slopes[key])


_slopes: dict[tuple[str, str, bytes, complex], Arrays] = {}


def _slope(cost: Callable[[Arrays], Any], parameters: Arrays, name: str) -> np.ndarray:
    value = parameters[name]
    gradient = np.empty(value.shape)
    for place in np.ndindex(value.shape):
        moved = value.astype(complex)
        moved[place] += TINY * 1j
        gradient[place] = cost({**parameters, name: moved}).imag / TINY
    gradient.setflags(write=False)
    return gradient
