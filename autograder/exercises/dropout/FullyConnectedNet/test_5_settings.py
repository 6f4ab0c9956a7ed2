"""Hidden suite of `FullyConnectedNet`: precision, all settings together, other inputs.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

from itertools import product

import numpy as np

from autograder.exercises.dropout.gradient_knowledge import NetGradients
from autograder.exercises.dropout.initial_parameters import params_of
from autograder.exercises.dropout.judge_training import (
    SINGLE,
    dropped,
    expect_backward_dropout,
    expect_no_dropout,
    expect_plain_output,
    expect_whole_input,
)
from autograder.exercises.dropout.nets import (
    SCORES,
    Shape,
    as_net,
    build,
    described_net,
    drawn_keep,
    drawn_reg,
    drawn_seed,
    drawn_shapes,
    fresh_batch,
    fresh_parameters,
    loss_and_gradients,
    ordinary_batches,
    prepared,
    right_net,
)
from autograder.exercises.dropout.single_example import examples
from autograder.testing import (
    assert_close,
    check,
    expect_all_unchanged,
    expect_gradients,
    expect_unchanged,
    mismatch,
)

from . import test_1_parameters as new_nets
from . import test_2_scores_and_loss as scores_and_loss
from . import test_3_gradients as gradients
from . import test_4_dropout as dropout


@check(
    weight=0.5,
    needs=(gradients.test_a_gradient_for_each_parameter,),
    hint="Which dtype does np.random.randn give?",
)
def test_single_and_double_precision(student, reference, rng):
    """All parameters have the requested dtype, and the net works in both precisions."""
    (shape,) = drawn_shapes(rng, 2)
    parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 6)
    right_loss, right_grads = right_net(reference.FullyConnectedNet, shape, parameters).loss(x, y)
    for kind in (np.float32, np.float64):
        context, net = described_net(shape, 6, dtype=kind), build(student, shape, dtype=kind)
        for name, value in params_of(net, shape).items():
            assert value.dtype == kind, f"{name} has the dtype {value.dtype}. {context}"
        net.params.update({name: value.astype(kind) for name, value in parameters.items()})
        loss, grads = loss_and_gradients(net, x, y, context)
        assert_close(loss, right_loss, "the loss", **SINGLE, because=context)
        known = NetGradients(parameters, 6)
        expect_gradients(
            grads, right_grads, context, known.backwards, "the gradient of ", known, **SINGLE
        )


@check(
    weight=0.5,
    needs=(
        scores_and_loss.test_loss,
        scores_and_loss.test_l2_in_the_loss,
        gradients.test_gradients,
        gradients.test_l2_in_the_gradients,
        dropout.test_dropout_in_training,
        dropout.test_dropout_in_the_gradients,
    ),
    hint="What is different about the case named here: "
    "does a branch of your code only handle the others?",
)
def test_settings_together(student, rng):
    """All this works together: any depth, both precisions, with and without L2, dropout, seed."""
    for depth, how in product(range(4), range(4)):
        kind = (np.float32, np.float64)[(depth + how // 2) % 2]
        reg = (0.0, drawn_reg(rng))[(depth // 2 + how) % 2]
        shape, keep, seed = (
            Shape(6, tuple(rng.integers(45, 60, depth + 1).tolist()), 4),
            (1, drawn_keep(rng, 0.4, 0.6))[how % 2],
            (None, drawn_seed(rng))[how // 2],
        )
        # calls with dropout are few elsewhere
        number = 1 if keep == 1 else 3
        for one in examples(student, rng, shape, keep, number, dtype=kind, reg=reg, seed=seed):
            expect_whole_input(one)
            if keep == 1:
                expect_no_dropout(one)
            else:
                assert dropped(one, depth + 1).any(), f"Nothing is dropped. {one.context}"
            expect_plain_output(one)
            expect_backward_dropout(one)


@check(
    weight=0.5,
    needs=(scores_and_loss.test_scores, gradients.test_a_gradient_for_each_parameter),
    hint="Where does your code get its sizes from?",
)
def test_other_inputs(student, reference, rng):
    """Images are flattened, and one example is a batch too."""
    (small,) = drawn_shapes(rng, 2)
    # as in the notebook: images, and a whole batch for a wide layer
    pictures, wide = Shape(48, small.hidden, small.classes), Shape(small.inputs, (500,), 10)
    few, some = rng.integers(3, 8, 2).tolist()
    for shape, inputs in (
        (pictures, ((few, 3, 4, 4), (some, 4, 3, 4), (1, 48))),
        (wide, ((100, small.inputs),)),
    ):
        parameters = fresh_parameters(rng, shape)
        net = prepared(student, shape, parameters)
        right = right_net(reference.FullyConnectedNet, shape, parameters)
        for sizes in inputs:
            x, y = fresh_batch(rng, shape, sizes[0])
            part, known = x.reshape(sizes), NetGradients(parameters, sizes[0])
            context = f"(Tried with X of shape {part.shape} and {shape.hidden} hidden units.)"
            assert_close(net.loss(part), right.loss(part), SCORES, because=context)
            loss, grads = loss_and_gradients(net, part, y, context)
            right_loss, right_grads = right.loss(part, y)
            assert_close(loss, right_loss, "the loss", because=context)
            expect_gradients(
                grads, right_grads, context, known.backwards, "the gradient of ", known
            )


@check(
    weight=0.5,
    needs=(
        scores_and_loss.test_scores,
        scores_and_loss.test_loss,
        dropout.test_units_are_dropped,
    ),
    hint="Does one of your lines write into an argument?",
)
def test_arguments_unchanged(student, rng):
    """X, y, hidden_dims and the parameters are left unchanged."""
    (shape,) = drawn_shapes(rng, 2)
    parameters, hidden = fresh_parameters(rng, shape), list(shape.hidden)
    seen = student.FullyConnectedNet.observed(
        hidden, input_dim=shape.inputs, num_classes=shape.classes,
        dropout_keep_ratio=drawn_keep(rng), reg=drawn_reg(rng), weight_scale=1e-2, dtype=np.float64,
    )  # fmt: skip
    expect_unchanged({"hidden_dims": hidden}, seen.args)
    net = as_net(seen.value)
    net.params.update(parameters)
    batches = ordinary_batches(rng, shape, 16)
    for calls in (batches, [(x,) for x, _ in batches]):
        _, after = net.loss.each_observed(*calls)
        expect_all_unchanged(("X", "y"), calls, after)
    expect_unchanged({"params": parameters}, [params_of(net, shape)])


@check(
    weight=0.5,
    needs=(new_nets.test_initial_values, test_single_and_double_precision),
    hint="Compare the first line of your __init__ with that of the exercise.",
)
def test_defaults(student, reference, rng):
    """Without settings: weight_scale 1e-2, float32, no L2 and no dropout."""
    inputs, units = rng.integers(45, 70, 2).tolist()
    shape = Shape(inputs, (units,), 50)
    net = as_net(student.FullyConnectedNet([units], input_dim=inputs, num_classes=50))
    weights, context = params_of(net, shape)["W1"], described_net(shape, 6)
    size = weights.astype(float).std() / 1e-2
    assert 0.85 < size < 1.15, (
        f"A weight_scale that is given is used; without one, W1 has {size:.2g} times the standard "
        f"deviation that it should have: the default of weight_scale is 1e-2. {context}"
    )
    assert weights.dtype == np.float32, (
        f"Without a dtype, W1 has the dtype {weights.dtype}: the default is float32. {context}"
    )
    parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 6)
    right, _ = right_net(reference.FullyConnectedNet, shape, parameters).loss(x, y)
    net.params.update({name: value.astype(np.float32) for name, value in parameters.items()})
    first, again = (loss_and_gradients(net, x, y, context)[0] for _ in range(2))
    for loss in (first, again):
        assert mismatch(loss, right, **SINGLE) is None, (
            f"Without any settings the loss is not the same as with reg = 0 and "
            f"dropout_keep_ratio = 1: these are the defaults. {context}"
        )
