"""The calls that the suites of both backward passes make: the same for each layer."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercises.normalization.judge_backward import (
    Answer,
    Layer,
    Tolerance,
    ask_backward,
    ask_kindly,
    expect_untouched,
    judge,
    judge_cache,
)
from autograder.exercises.normalization.norm_calls import (
    BUT_FOR_EPS,
    Call,
    drawn_dout,
    drawn_eps,
    drawn_shape,
)

ORDINARY = 30  # calls of all sizes, the small ones first
SMALL = 6
Douts = list[np.ndarray]


class BackwardCalls:
    """Draws calls of a layer and asks the student's two functions about them.

    ``make``: draws a call of its forward pass; ``param``: that of a call with nothing drawn.
    """

    def __init__(self, layer: Layer, make: Callable[..., Call], param: dict[str, Any]) -> None:
        self._layer, self._make, self._param = layer, make, param

    def drawn(
        self, rng: np.random.Generator, number: int, shape: Any = None, **settings: Any
    ) -> tuple[list[Call], Douts]:
        """Return calls of the forward pass, and what arrives from above."""
        calls = [self._make(rng, shape=shape, **settings) for _ in range(number)]
        return calls, [drawn_dout(rng, *call.x.shape) for call in calls]

    def asked(self, student: Any, reference: Any, calls: list[Call], douts: Douts) -> list[Answer]:
        """Return what the student's functions give, fed by right forward passes at need."""
        return ask_backward(student, self._layer, calls, douts, self._right(reference))

    def ordinary(self, student: Any, reference: Any) -> list[Answer]:
        """Return what they give for the ordinary calls."""
        answers, calls, douts = student.once(self._ask_for_ordinary)
        return answers or self.asked(student, reference, calls, douts)

    def with_eps(self, student: Any, reference: Any, rng: np.random.Generator) -> list[Answer]:
        """Return what they give where eps is large."""
        drawn = [self.drawn(rng, 1, eps=drawn_eps(rng), shape=drawn_shape(rng, 2, 5))
                 for _ in range(8)]  # fmt: skip
        return self.asked(student, reference, *_flat(drawn))

    def judge(
        self, student: Any, answers: list[Answer], names: list[str], near: Tolerance = BUT_FOR_EPS
    ) -> None:
        """Fail for the first of these gradients that is wrong."""
        judge(student, answers, names, near, self._ask_kindly)

    def expect_own_cache(self, student: Any, reference: Any, rng: np.random.Generator) -> None:
        """Expect that everything comes from the cache of this very call, and that it stays."""
        (first, later), (dout, _) = self.drawn(rng, 2, shape=drawn_shape(rng, 4))
        judge_cache(student, self._layer, first, later, dout, self._right(reference))

    def expect_untouched(self, student: Any, reference: Any, rng: np.random.Generator) -> None:
        """Expect that dout and the cache are left unchanged."""
        calls, douts = self.drawn(rng, 30, eps=drawn_eps(rng), shape=drawn_shape(rng))
        expect_untouched(student, self._layer, calls, douts, self._right(reference))

    def of_shapes(
        self, student: Any, reference: Any, rng: np.random.Generator, shapes: Any
    ) -> list[Answer]:
        """Return what they give for a call of each of these shapes."""
        return self.asked(
            student, reference, *_flat([self.drawn(rng, 1, shape=shape) for shape in shapes])
        )

    def _ask_for_ordinary(
        self, student: Any, rng: np.random.Generator
    ) -> tuple[list[Answer], list[Call], Douts]:
        # answers are empty where there is no cache
        shapes = [drawn_shape(rng, 4, 5) for _ in range(SMALL)]
        shapes += [drawn_shape(rng, 4) for _ in range(ORDINARY - SMALL)]
        calls, douts = _flat([self.drawn(rng, 1, shape=shape) for shape in shapes])
        return ask_backward(student, self._layer, calls, douts, None), calls, douts

    def _ask_kindly(self, student: Any, rng: np.random.Generator) -> list[Answer]:
        return ask_kindly(student, rng, self._layer, self._param)

    def _right(self, reference: Any) -> Any:
        return getattr(reference, self._layer.forward)


def _flat(drawn: list[tuple[list[Call], Douts]]) -> tuple[list[Call], Douts]:
    return [each for (each,), _ in drawn], [each for _, (each,) in drawn]
