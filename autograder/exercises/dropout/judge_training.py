"""Judgements on what goes on inside a net in training, from one example."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.exercises.dropout.gradient_knowledge import Switches
from autograder.exercises.dropout.nets import prepared
from autograder.exercises.dropout.single_example import OneExample
from autograder.exercises.dropout_masks import scale_words, scales_words, share_words, shares_words
from autograder.testing import (
    GradientDiff,
    StudentFault,
    as_real,
    assert_close,
    compare_gradients,
    mismatch,
    with_picture,
)

SINGLE = {"rtol": 1e-3, "atol": 1e-5}  # what single precision leaves of a number


def expect_whole_input(one: OneExample) -> None:
    """The first layer is fed with X."""
    why = f"It should be the whole of X: there is no dropout on the input. {one.context}"
    assert_close(one.fed(1), one.x, "what is fed into the first layer", because=why, **SINGLE)


def expect_plain_output(one: OneExample) -> None:
    """The loss and its slopes follow from what the last layer was fed with."""
    logs, last = one.log_probabilities(), one.shape.layers[-1]
    slopes = np.exp(logs) - (np.arange(logs.size) == one.y)
    why = f"There is no dropout on the scores. {one.context}"
    assert_close(
        one.gradients[f"b{last}"], slopes, f"the gradient of b{last}", because=why, **SINGLE
    )
    why = f"It does not follow from the scores. {one.context}"
    assert_close(one.loss, -logs[one.y], "the loss", because=why, **SINGLE)


def expect_no_dropout(one: OneExample) -> None:
    """Every hidden unit goes on as the ReLU left it."""
    for layer in one.shape.layers[:-1]:
        factors, shown = one.factors(layer)
        what = f"what the units of hidden layer {layer} are multiplied with"
        assert_close(factors[shown], np.ones(shown.sum()), what, because=one.context, **SINGLE)


def expect_backward_dropout(one: OneExample) -> None:
    """The gradients of all hidden layers pass through what the activations passed through."""
    with with_picture(lambda: backward_dropout(one)):
        _expect_backward_dropout(one)


def _expect_backward_dropout(one: OneExample) -> None:
    for layer in reversed(one.shape.layers[:-1]):
        (ahead, shown), (back, seen) = one.factors(layer), one.slopes(layer)
        both = shown & seen
        assert both.any(), f"No gradient reaches hidden layer {layer}. {one.context}"
        stopped = both & (np.abs(ahead) < 1e-6)
        assert not (stopped.any() and (np.abs(back[stopped]) > 1e-6).all()), (
            f"Gradients flow through units that were dropped in hidden layer {layer}: the "
            f"backward step of dropout is missing there. {one.context}"
        )
        why = f"In hidden layer {layer}. {one.context}"
        assert_close(back[both], ahead[both], "the backward step of dropout", because=why, **SINGLE)


def backward_dropout(one: OneExample) -> GradientDiff:
    """The gradients of the hidden biases, each judged by the one after it; what shows it, that is.

    For one example they are the gradients that pass from layer to layer.
    """
    right, off = {}, {}
    for layer in reversed(one.shape.layers[:-1]):
        (ahead, shown), (_, seen) = one.factors(layer), one.slopes(layer)
        incoming = one.parameters[f"W{layer + 1}"] @ one.gradients[f"b{layer + 1}"]
        right[f"b{layer}"] = np.where(shown & seen, incoming * ahead, one.gradients[f"b{layer}"])
        off[f"b{layer}"] = shown & seen & (np.abs(ahead) < 1e-6)
    return compare_gradients(one.gradients, right, right, Switches(off), **SINGLE)


def dropped(one: OneExample, layer: int) -> np.ndarray:
    """Which of the units that show it were dropped."""
    factors, shown = one.factors(layer)
    return np.abs(factors[shown]) < 1e-6


def expect_some_dropped(student: Any, one: OneExample, keep: float) -> None:
    """Fail where no layer drops a unit in training; say so if the net does while it predicts."""
    if any(dropped(one, layer).any() for layer in one.shape.layers[:-1]):
        return
    told = f"No unit of any hidden layer is dropped in training. {one.context}"
    net = prepared(student, one.shape, one.parameters, dropout_keep_ratio=keep)
    try:
        first, second = (as_real(net.loss(one.x[None]), (1, one.shape.classes), "") for _ in "12")
    except (AssertionError, StudentFault):
        raise AssertionError(told) from None
    assert mismatch(second, first) is None, (
        f"No unit is dropped in training, but some are while the net predicts: the two modes are "
        f"mixed up. {one.context}"
    )
    raise AssertionError(told)


def expect_dropout(runs: Sequence[tuple[OneExample, float]]) -> None:
    """Dropout of all hidden layers: the share that is kept, and what it is multiplied with.

    ``runs``: examples through several nets, each with the net's keep ratio.
    """
    name, ratios, shares, places = "dropout_keep_ratio", [], [], []
    for one, keep in runs:
        for layer in one.shape.layers[:-1]:
            factors, shown = one.factors(layer)
            zero, where = dropped(one, layer), f"Hidden layer {layer}:"
            assert zero.any(), f"{where} no unit is dropped in training. {one.context}"
            assert not zero.all(), f"{where} all units are zero in training. {one.context}"
            ratios.append((factors[shown][~zero], keep))
            shares.append((~zero, keep))
            places.append((where, one.context))
    alone = [scale_words(seen, keep, name, rtol=1e-3) for seen, keep in ratios]
    if words := scales_words(ratios, name, rtol=1e-3):
        where, context = next(place for place, wrong in zip(places, alone, strict=True) if wrong)
        raise AssertionError(f"{where} the kept units are {words}. {context}")
    alone = [share_words(kept, keep, name) for kept, keep in shares]
    if words := shares_words(shares, name):
        where, context = next(place for place, wrong in zip(places, alone, strict=True) if wrong)
        raise AssertionError(f"{where} {words}. {context}")
