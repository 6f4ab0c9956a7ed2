"""Judges the backward pass of a normalisation layer beside the student's own forward pass.

A backward pass is right when it gives the derivative by the contract, or that of the student's own
forward pass: a wrong forward pass costs its own points only.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from autograder.exercises.normalization.expect_named import expect_named
from autograder.exercises.normalization.gradient_suspects import suspects_of
from autograder.exercises.normalization.gradients import (
    BACKWARDS,
    OWN,
    Passed,
    Paths,
    flat_like,
    forward_passes,
    numerical_gradients,
    paths,
    picture,
    right_gradients,
    three_of,
)
from autograder.exercises.normalization.norm_calls import (
    BUT_FOR_EPS,
    Arrays,
    Call,
    drawn_dout,
    forward_pair,
    kind_calls,
    right_out,
)
from autograder.testing import StudentFault, all_agree, as_real, mismatch, with_picture

Tolerance = dict[str, float]
Ask = Callable[[Any, np.random.Generator], "list[Answer]"]
FEW = 6  # calls that are looked at where the forward pass is wrong: numerical gradients take long
TIGHT: Tolerance = {"rtol": 1e-7, "atol": 1e-8}
SAME: Tolerance = {"rtol": 1e-7, "atol": 1e-12}


@dataclass(frozen=True)
class Layer:
    """One of the two layers; ``axis``: along which it takes its means."""

    forward: str
    backward: str
    axis: int


@dataclass
class Answer:
    """What the student's backward pass has returned for a call, and what is right."""

    layer: Layer
    passed: Passed
    dout: np.ndarray
    value: Any
    _own: list[Arrays | None] = field(default_factory=list)

    @property
    def call(self) -> Call:
        """The call of the forward pass."""
        return self.passed.call

    @property
    def tried(self) -> str:
        """What is said of the inputs."""
        return self.call.tried.replace("x of shape", "dout of shape")

    def right(self) -> Arrays:
        """The gradients by the contract."""
        return right_gradients(self.call, self.dout, self.layer.axis)

    def known(self) -> Paths:
        """The three parts of dx."""
        return paths(self.call, self.dout, self.layer.axis)

    def is_own_slope(self, student: Any, name: str, value: Any) -> bool:
        """Whether it is the slope of a forward pass that is wrong."""
        if self.passed.is_right:
            return False
        if not self._own:
            try:
                forward = getattr(student, self.layer.forward)
                self._own.append(numerical_gradients(forward, self.call, self.dout))
            except (StudentFault, AssertionError):
                self._own.append(None)
        own = self._own[0]
        return own is not None and mismatch(value, own[name], **OWN) is None


def ask_backward(
    student: Any,
    layer: Layer,
    calls: Sequence[Call],
    douts: Sequence[np.ndarray],
    fallback: Callable[..., Any] | None,
    **near: float,
) -> list[Answer]:
    """Call forward and backward pass for each call; empty where there are no caches to be had.

    ``fallback``: the reference's forward pass, for where the student's gives no caches.
    """
    right = [right_out(call, layer.axis) for call in calls]
    passes = forward_passes(getattr(student, layer.forward), calls, right, fallback, **near)
    if not passes:
        return []
    given = [(dout, passed.cache) for dout, passed in zip(douts, passes, strict=True)]
    forward, backward = getattr(student, layer.forward), getattr(student, layer.backward)
    try:
        values = backward.each(*given)
    except StudentFault:
        # right after the forward pass it may work, where no other call lies between
        values = [backward(dout, forward_pair(forward(*call.args), call.tried)[1])
                  for dout, call in zip(douts, calls, strict=True)]  # fmt: skip
    return [Answer(layer, *each) for each in zip(passes, douts, values, strict=True)]


def judge(
    student: Any, answers: Sequence[Answer], names: Sequence[str], near: Tolerance, kind: Ask
) -> None:
    """Fail for the first of these gradients that is wrong, with a picture of all three.

    ``kind``: asks for calls that a wrong forward pass may do rightly. Where it does some of them
    rightly, these decide: there its caches are right too.
    """
    try:
        _judge(student, answers, names, near)
    except AssertionError:
        if all(answer.passed.is_right for answer in answers):
            raise
        found = [answer for answer in student.once(kind) if answer.passed.is_right]
        if not found:
            raise
        _judge(student, found, names, BUT_FOR_EPS)


def ask_kindly(student: Any, rng: np.random.Generator, layer: Layer, param: Any) -> list[Answer]:
    """Call both passes for calls that a wrong forward pass may do rightly."""
    calls = kind_calls(rng, param, layer.axis)
    douts = [drawn_dout(rng, *call.x.shape) for call in calls]
    return ask_backward(student, layer, calls, douts, None, **BUT_FOR_EPS)


def _judge(student: Any, answers: Sequence[Answer], names: Sequence[str], near: Tolerance) -> None:
    if not all(answer.passed.is_right for answer in answers):
        answers = answers[:FEW]
    elif _all_agree(answers, names, near):
        return
    for answer in answers:
        got, right = three_of(answer.value, answer.tried), answer.right()
        for name in (each for each in BACKWARDS if each in names):
            value = flat_like(got, name, right[name])
            if mismatch(value, right[name], **near) is None:
                continue
            if not answer.is_own_slope(student, name, value):
                _tell(answer, got, name, value, right, near)


def _all_agree(answers: Sequence[Answer], names: Sequence[str], near: Tolerance) -> bool:
    """Whether all of them are right, told in a tenth of the time."""
    got, right = [], []
    for answer in answers:
        values, expected = three_of(answer.value, answer.tried), answer.right()
        got += [flat_like(values, name, expected[name]) for name in names]
        right += [expected[name] for name in names]
    return all_agree(got, right, **near)


def _tell(
    answer: Answer, got: dict[str, Any], name: str, value: Any, right: Arrays, near: Tolerance
) -> None:
    """Fail with the likely mistake and the picture."""
    known = answer.known()
    with with_picture(lambda: picture(got, right, known, **near)):
        words = "" if name != "dx" else _path_words(got, right, known, near)
        assert not words, f"dx {words}. {answer.tried}"
        suspects = partial(suspects_of, name, answer.call, answer.dout, answer.layer.axis)
        expect_named(value, right[name], name, answer.tried, suspects, near)


def _path_words(got: dict[str, Any], right: Arrays, known: Paths, near: Tolerance) -> str:
    """Which path is missing, or has another factor; empty where that is not it."""
    seen = next(panel for panel in picture(got, right, known, **near).panels if panel.name == "dx")
    return seen.words if " path" in seen.words or "the part" in seen.words else ""


def judge_shapes(answers: Sequence[Answer]) -> None:
    """Fail for a gradient that has not the shape of its namesake."""
    for answer in answers:
        got, call = three_of(answer.value, answer.tried), answer.call
        for name, right in zip(("dx", "dgamma", "dbeta"), call.args, strict=False):
            shape = np.shape(got[name]) if isinstance(got[name], np.ndarray) else ()
            assert shape == right.shape, (
                f"{name} has the shape {shape} where {right.shape} is needed. {answer.tried}"
            )


def judge_cache(student: Any, layer: Layer, first: Call, later: Call, dout: np.ndarray,
                fallback: Callable[..., Any]) -> None:  # fmt: skip
    """Fail where the same cache gives other gradients the second time, or after another call."""
    backward = getattr(student, layer.backward)
    passed, _ = forward_passes(
        getattr(student, layer.forward), [first, later],
        [right_out(each, layer.axis) for each in (first, later)], fallback,
    )  # fmt: skip
    once = three_of(backward(dout, passed.cache), first.tried)
    answer = Answer(layer, passed, dout, backward(dout, passed.cache))
    again = three_of(answer.value, answer.tried)
    for name, right in answer.right().items():
        value = flat_like(again, name, right)
        words = mismatch(value, right, **BUT_FOR_EPS) if passed.is_right else None
        assert words is None, (
            f"After a later forward pass, {name} of the first one {words}. {answer.tried}"
        )
        before = as_real(flat_like(once, name, right), right.shape, name, answer.tried)
        assert mismatch(value, before, **SAME) is None, (
            f"When the same cache is used a second time, {name} is another. {answer.tried}"
        )


def expect_untouched(
    student: Any,
    layer: Layer,
    calls: Sequence[Call],
    douts: Sequence[np.ndarray],
    fallback: Callable[..., Any],
) -> None:
    """Fail where a call writes into dout or into an array of the cache."""
    right = [right_out(call, layer.axis) for call in calls]
    passes = forward_passes(getattr(student, layer.forward), calls, right, fallback)
    given = [(dout, passed.cache) for dout, passed in zip(douts, passes, strict=True)]
    _, after = getattr(student, layer.backward).each_observed(*given)
    for call, before, now in zip(calls, given, after, strict=True):
        for what, one, other in zip(("dout", "the cache"), before, now, strict=True):
            assert not _written(one, other), (
                f"The call has changed {what}, which belongs to the caller: any code that uses it "
                f"afterwards gets other numbers. {call.tried}"
            )


def _written(before: Any, after: Any) -> bool:
    """Whether an array or a number has changed; what stays in the box cannot be seen."""
    if isinstance(before, dict):
        return isinstance(after, dict) and any(
            _written(value, after.get(key)) for key, value in before.items()
        )
    if isinstance(before, (tuple, list)):
        pairs = zip(before, after, strict=False) if isinstance(after, (tuple, list)) else ()
        return any(_written(*pair) for pair in pairs)
    if isinstance(before, (np.ndarray, np.generic, int, float)):
        return not np.array_equal(before, after, equal_nan=True)
    return False
