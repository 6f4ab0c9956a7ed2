"""Hidden suite of `FullyConnectedNet`: scores and loss without dropout, L2 in the loss.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.dropout.l2_mistakes import penalties
from autograder.exercises.dropout.nets import (
    SCORES,
    Shape,
    both_of,
    build,
    described_net,
    drawn_reg,
    drawn_shapes,
    fresh_batch,
    fresh_parameters,
    loss_and_gradients,
    prepared,
    right_losses,
    right_scores,
)
from autograder.testing import all_agree, as_real, assert_close, changed, check, expect

from . import test_1_parameters as new_nets

ASKED, BATCHES = 15, 8  # batches for each net, without y and with it


@check(
    weight=4.25,
    needs=(new_nets.test_numbers_of_the_layers,),
    hint="Which layer comes last, and what follows it when there is no y?",
)
def test_scores(student, reference, rng):
    """Without y, loss returns the scores, for one to four hidden layers."""
    for shape in drawn_shapes(rng, 1, 2, 3, 4):
        parameters, batches, right = right_scores(rng, reference.FullyConnectedNet, shape, ASKED)
        net = build(student, shape, reg=drawn_reg(rng))
        x, context = batches[0], described_net(shape, len(batches[0]))
        before = as_real(net.loss(x), (len(x), shape.classes), SCORES, context)
        net.params.update(parameters)
        found = net.loss.each(*([x] for x in batches))
        assert changed(before, found[0], "scores"), (
            f"Other numbers in params change nothing: loss does not use them. {context}"
        )
        if all_agree(found, right):
            continue
        for x, got, scores in zip(batches, found, right, strict=True):
            expect(got, scores, SCORES, described_net(shape, len(x)), lambda s=scores: {
                "the softmax has been applied: scores are wanted": _softmax(s),
                "there is a ReLU after the last layer": np.maximum(s, 0),
            })  # fmt: skip


@check(
    weight=3,
    needs=(new_nets.test_numbers_of_the_layers,),
    hint="Softmax loss of the scores, and nothing else yet. A mean or a sum?",
)
def test_loss(student, reference, rng):
    """With y, the loss is the mean softmax loss, for one to four hidden layers."""
    for shape in drawn_shapes(rng, 1, 2, 3, 4):
        parameters, batches, right = right_losses(rng, reference.FullyConnectedNet, shape, BATCHES)
        found = prepared(student, shape, parameters).loss.each(*batches)
        for (x, _), value, (loss, _) in zip(batches, found, right, strict=True):
            context, many = described_net(shape, len(x)), len(x)
            got, _ = both_of(value, context)
            expect(got, loss, "the loss", context, lambda r=loss, n=many: {
                "it is a sum over the examples, not their mean": n * r,
            })  # fmt: skip


@check(
    weight=2,
    example=True,
    needs=(test_loss,),
    hint="Set a seed, build the net as the notebook does, and look at its parts.",
)
def test_published_example(student):
    """The worked example of the notebook, without dropout."""
    draws, shape = np.random.RandomState(231), Shape(15, (20, 30), 10)
    x, y = draws.randn(2, 15), draws.randint(10, size=(2,))
    parameters = {
        name: 5e-2 * draws.randn(*size) if name[0] == "W" else np.zeros(size)
        for name, size in shape.parameters.items()
    }
    net = prepared(student, shape, parameters, weight_scale=5e-2, dropout_keep_ratio=1, seed=123)
    loss, _ = loss_and_gradients(net, x, y, "")
    assert_close(loss, 2.3004790897684924, "the loss", rtol=1e-9)


@check(
    weight=3,
    needs=(new_nets.test_numbers_of_the_layers,),
    hint="Which parameters are weights, in which of the layers, and what is squared?",
)
def test_l2_in_the_loss(student, rng):
    """reg adds ½ · reg times the sum of the squares of all weights to the loss."""
    for shape in drawn_shapes(rng, 3, 1):
        reg = drawn_reg(rng)
        parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 6)
        context = described_net(shape, 6, reg=reg)
        losses = []
        for strength in (reg, 0.0):
            net = prepared(student, shape, parameters, reg=strength)
            loss, _ = loss_and_gradients(net, x, y, context)
            losses.append(as_real(loss, (), "the loss", context))
        right = reg / 2 * sum(np.sum(w * w) for n, w in parameters.items() if n[0] == "W")
        added, what = losses[0] - losses[1], "what reg adds to the loss"
        expect(added, right, what, context, lambda p=parameters, r=reg: penalties(p, r, 6))


def _softmax(scores):
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)
