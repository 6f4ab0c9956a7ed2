"""Numerical gradients of a net in the box: it gives the losses, the slopes are made here."""

from typing import Any

import numpy as np

from autograder.exercises.dropout.gradient_knowledge import NetGradients
from autograder.exercises.dropout.nets import (  # fmt: skip
    Arrays,
    Shape,
    described_net,
    fresh_batch,
    fresh_parameters,
    loss_and_gradients,
    prepared,
)
from autograder.testing import (
    Remote,
    as_real,
    assert_close,
    compare_gradients,
    gradient_of,
    mismatch,
    with_picture,
)

STEP = 1e-5  # of central differences
OWN_LOSS = (
    "This compares with the slopes of your own loss, so the mistake may be in the loss as well."
)
LOOSE = {"rtol": 1e-4, "atol": 1e-6}
SMALLER_STEP = 1e-7  # for where a ReLU's kink lies within the first


def expect_slopes(student: Any, rng: np.random.Generator, shape: Shape, **settings: Any) -> None:
    """Judge the gradients of a net of that shape by the slopes of its own loss."""
    parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 3)
    context = described_net(shape, 3, **settings)
    net = prepared(student, shape, parameters, **settings)
    loss, got = loss_and_gradients(net, x, y, context)
    again, _ = loss_and_gradients(net, x, y, context)
    assert mismatch(again, as_real(loss, (), "the loss", context), rtol=1e-12) is None, (
        f"The loss of the same net and batch changes from call to call. {context}"
    )
    right = numerical_gradients(net, parameters, x, y)
    values = {
        name: as_real(
            gradient_of(got, name, context), value.shape, f"the gradient of {name}", context
        )
        for name, value in right.items()
    }
    assert any(value.any() for value in values.values()), f"All gradients are zero. {context}"
    known = NetGradients(parameters, len(x), note=OWN_LOSS)
    for name in reversed(right):
        if mismatch(values[name], right[name], rtol=1e-5, atol=1e-7):
            again = numerical_gradients(net, {name: parameters[name]}, x, y, SMALLER_STEP)
            right[name] = again[name]
            with with_picture(
                lambda: compare_gradients(got, right, known.backwards, known, **LOOSE)
            ):
                assert_close(values[name], right[name], f"the gradient of {name}", **LOOSE,
                             because=f"It is not the slope of your loss. {context}")  # fmt: skip


def numerical_gradients(
    net: Remote, parameters: Arrays, x: np.ndarray, y: np.ndarray, step: float = STEP
) -> Arrays:
    """The slopes of the student's loss for every parameter, by central differences."""
    return {
        name: _slope(net, name, value, x, y, step).reshape(value.shape)
        for name, value in parameters.items()
    }


def _slope(
    net: Remote, name: str, value: np.ndarray, x: np.ndarray, y: np.ndarray, step: float
) -> np.ndarray:
    moves = step * np.eye(value.size).reshape(-1, *value.shape)
    moved = np.concatenate([value + moves, value - moves])
    losses = [as_real(each, (), "the loss") for each in net.loss.swept("params", name, moved, x, y)]
    up, down = np.split(np.array(losses), 2)
    return np.asarray((up - down) / (2 * step))
