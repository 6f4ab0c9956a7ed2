"""Hidden suite of `FullyConnectedNet`: the gradients without dropout, L2 in them.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.dropout.gradient_knowledge import NetGradients
from autograder.exercises.dropout.l2_mistakes import decays
from autograder.exercises.dropout.nets import (
    Shape,
    both_of,
    described_net,
    drawn_reg,
    drawn_shapes,
    fresh_batch,
    fresh_parameters,
    loss_and_gradients,
    prepared,
    right_losses,
)
from autograder.exercises.dropout.numerical_gradients import expect_slopes
from autograder.testing import (
    all_agree,
    as_real,
    check,
    compare_gradients,
    expect,
    expect_gradients,
    gradient_of,
    implied,
    mismatch,
    with_picture,
)

from . import test_1_parameters as new_nets
from . import test_2_scores_and_loss as scores_and_loss

BATCHES = 8  # for each net


@check(
    weight=0.25,
    needs=(new_nets.test_numbers_of_the_layers,),
    hint="Compare the keys and shapes of grads with those of params.",
)
def test_a_gradient_for_each_parameter(student, rng):
    """grads has an entry of the right shape for each parameter, for any number of layers."""
    for shape in drawn_shapes(rng, 4, 1):
        parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 3)
        context = described_net(shape, 3)
        net = prepared(student, shape, parameters)
        found, others = (
            _gradients_of(net, parameters, batch, context) for batch in ((x, y), (-x, y))
        )
        assert any(gradient.any() for gradient in found), f"All gradients are zero. {context}"
        assert any(mismatch(*pair) for pair in zip(found, others, strict=True)), (
            f"The gradients stay the same when X changes. {context}"
        )


@check(
    weight=3.5,
    needs=(test_a_gradient_for_each_parameter,),
    hint="Go backwards through your layers: the last wrong gradient tells you most.",
)
def test_gradients(student, reference, rng):
    """The gradients of all parameters, for one to four hidden layers."""
    for shape in drawn_shapes(rng, 1, 2, 3, 4):
        parameters, batches, answers = right_losses(
            rng, reference.FullyConnectedNet, shape, BATCHES
        )
        right = [grads for _, grads in answers]
        found = prepared(student, shape, parameters).loss.each(*batches)
        values = [both_of(value, described_net(shape, len(batches[0][0])))[1] for value in found]
        if _all_right(values, right):
            continue
        for (x, _), got, expected in zip(batches, values, right, strict=True):
            known, context = NetGradients(parameters, len(x)), described_net(shape, len(x))
            expect_gradients(got, expected, context, known.backwards, "the gradient of ", known)


@check(
    weight=3,
    needs=(test_a_gradient_for_each_parameter,),
    hint="What is the derivative of ½ · reg · w² with respect to w?",
)
def test_l2_in_the_gradients(student, rng):
    """reg adds reg · W to the gradient of all weights, and nothing to those of the biases."""
    for shape in drawn_shapes(rng, 3, 1):
        reg = drawn_reg(rng)
        parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 6)
        context, both = described_net(shape, 6, reg=reg), []
        for strength in (reg, 0.0):
            net = prepared(student, shape, parameters, reg=strength)
            both.append(loss_and_gradients(net, x, y, context)[1])
        with_reg, plain = (
            {name: as_real(gradient_of(grads, name, context), value.shape,
                           f"the gradient of {name}", context)
             for name, value in parameters.items()} for grads in both
        )  # fmt: skip
        _expect_decay({name: with_reg[name] - plain[name] for name in parameters},
                      parameters, reg, context)  # fmt: skip


@check(
    weight=2,
    needs=(test_a_gradient_for_each_parameter,),
    hint="The numerical gradient only sees your loss: is the derivative of each of its terms "
    "in your code?",
)
def test_numerical_gradient(student, rng):
    """The gradients are the slopes of the loss, with L2."""
    inputs, first, second = rng.permutation([3, 4, 5]).tolist()
    shapes = Shape(inputs, (first,), 3), Shape(second, (inputs, first), 2)
    for shape, reg in zip(shapes, (drawn_reg(rng), 0.0), strict=True):
        expect_slopes(student, rng, shape, reg=reg)


implied(
    test_numerical_gradient,
    by=(
        scores_and_loss.test_loss,
        scores_and_loss.test_l2_in_the_loss,
        test_gradients,
        test_l2_in_the_gradients,
    ),
)


def _all_right(found, right):
    if not all(isinstance(got, dict) and got.keys() >= each.keys()
               for got, each in zip(found, right, strict=True)):  # fmt: skip
        return False
    got = [grads[name] for grads, each in zip(found, right, strict=True) for name in each]
    return all_agree(got, [value for each in right for value in each.values()])


def _gradients_of(net, parameters, batch, context):
    """The gradients of a net for a batch (X, y), real arrays of the shapes of its parameters."""
    _, got = loss_and_gradients(net, *batch, context)
    return [
        as_real(gradient_of(got, name, context), value.shape, f"the gradient of {name}", context)
        for name, value in parameters.items()
    ]


def _expect_decay(added, parameters, reg, context):
    """Judge what reg has added to the gradients of a batch of six."""
    right = {name: reg * value * (name[0] == "W") for name, value in parameters.items()}
    known = NetGradients(parameters, 6, reg, "added gradient")
    with with_picture(lambda: compare_gradients(added, right, known.backwards, known)):
        for name, value in parameters.items():
            if name[0] == "W":
                what = f"what reg adds to the gradient of {name}"
                expect(added[name], right[name], what, context, lambda v=value: decays(v, reg, 6))
            else:
                assert np.abs(added[name]).max() < 1e-9, (
                    f"The gradient of {name} changes with reg, "
                    f"but biases are not penalised. {context}"
                )
