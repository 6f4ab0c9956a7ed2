"""Hidden suite of `FullyConnectedNet`: dropout in training, on both ways, and none in prediction.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.dropout.judge_training import (
    dropped,
    expect_backward_dropout,
    expect_dropout,
    expect_plain_output,
    expect_some_dropped,
    expect_whole_input,
)
from autograder.exercises.dropout.nets import (
    SCORES,
    Shape,
    calm_parameters,
    described_net,
    drawn_keep,
    drawn_seed,
    fresh_batch,
    fresh_parameters,
    loss_and_gradients,
    prepared,
    right_net,
)
from autograder.exercises.dropout.numerical_gradients import expect_slopes
from autograder.exercises.dropout.single_example import example, examples, look
from autograder.testing import as_real, assert_close, check, mismatch

from . import test_3_gradients as gradients

EXAMPLES = 6  # of a net, each judged by itself


@check(
    weight=2,
    needs=(gradients.test_a_gradient_for_each_parameter,),
    hint="Follow one activation from the ReLU to the next layer: what drops it, and in which mode?",
)
def test_units_are_dropped(student, rng):
    """In training some of the hidden units are dropped."""
    shape, keep = Shape(8, _widths(rng, 2, 50, 70), 4), drawn_keep(rng, 0.4, 0.6)
    expect_some_dropped(student, example(student, rng, shape, keep), keep)


@check(
    weight=3,
    needs=(test_units_are_dropped,),
    hint="Between which layers is there dropout, and with which p?",
)
def test_dropout_in_training(student, rng):
    """In training there is dropout after the ReLU of every hidden layer, and nowhere else."""
    how = (
        (Shape(6, _widths(rng, 1, 800, 900), 4), drawn_keep(rng, 0.18, 0.25), np.float64, None),
        (Shape(9, _widths(rng, 2, 130, 160), 5), drawn_keep(rng, 0.65, 0.8), np.float64,
         drawn_seed(rng)),
        (Shape(7, _widths(rng, 4, 80, 100), 3), drawn_keep(rng, 0.55, 0.65), np.float32, None),
    )  # fmt: skip
    runs = [
        (example(student, rng, shape, keep, dtype=kind, seed=seed), keep)
        for shape, keep, kind, seed in how
    ]
    for one, _ in runs:
        expect_whole_input(one)
    expect_dropout(runs)
    for one, _ in runs:
        expect_plain_output(one)


@check(
    weight=3,
    needs=(test_units_are_dropped,),
    hint="Every forward step has a matching backward step. Which one is missing?",
)
def test_dropout_in_the_gradients(student, rng):
    """On the way back, the gradients pass through the same dropout."""
    for shape in (Shape(6, _widths(rng, 1, 60, 90), 4), Shape(7, _widths(rng, 3, 60, 80), 5)):
        for one in examples(student, rng, shape, drawn_keep(rng), EXAMPLES):
            expect_backward_dropout(one)


@check(
    weight=2,
    needs=(test_units_are_dropped,),
    hint="With the masks fixed by the seed, the net is an ordinary function. Is each of its "
    "steps in your backward pass?",
)
def test_numerical_gradient_with_dropout(student, rng):
    """The gradients are the slopes of the loss, with dropout."""
    inputs, first, second = rng.permutation([4, 5, 6]).tolist()
    for shape in (Shape(inputs, (first,), 3), Shape(3, (second, first), 2)):
        keep, seed = drawn_keep(rng, 0.5, 0.8), drawn_seed(rng)
        expect_slopes(student, rng, shape, dropout_keep_ratio=keep, seed=seed)


@check(
    weight=2,
    needs=(test_units_are_dropped,),
    hint="When does the net train, when does it predict, and what switches between the two?",
)
def test_scores_without_dropout(student, reference, rng):
    """Without y there is no dropout; in training afterwards there is again."""
    shape, keep = Shape(8, _widths(rng, 2, 60, 80), 4), drawn_keep(rng)
    context = described_net(shape, 6, dropout_keep_ratio=keep)
    parameters, (x, y) = calm_parameters(rng, shape), fresh_batch(rng, shape, 6)
    net = prepared(student, shape, parameters, dropout_keep_ratio=keep)
    right = right_net(reference.FullyConnectedNet, shape, parameters).loss(x)
    loss_and_gradients(net, x, y, context)
    scores = [as_real(net.loss(x), right.shape, SCORES, context) for _ in range(2)]
    assert mismatch(*scores) is None, (
        f"The scores of the same X change from call to call: units are dropped while the net "
        f"predicts. {context}"
    )
    assert_close(scores[0], right, "the scores of a net with dropout", because=context)
    after = look(net, shape, parameters, x[0], int(y[0]), context)
    assert any(dropped(after, layer).any() for layer in shape.layers[:-1]), (
        f"Once the net has returned scores, there is no more dropout in training. {context}"
    )


@check(
    weight=1,
    needs=(test_units_are_dropped,),
    hint="Where does the seed have to go, so that dropout finds it?",
)
def test_seed(student, rng):
    """A seed makes the loss repeatable, another seed changes it; without one every mask is new."""
    shape, keep = Shape(8, _widths(rng, 2, 50, 60), 4), drawn_keep(rng, 0.4, 0.6)
    parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 4)
    found = []
    for seed, same in ((drawn_seed(rng), True), (0, True), (None, False)):
        more = {"dropout_keep_ratio": keep, "seed": seed}
        context = described_net(shape, 4, **more)
        net = prepared(student, shape, parameters, **more)
        losses = [
            as_real(loss_and_gradients(net, x, y, context)[0], (), "the loss", context)
            for _ in range(3)
        ]
        if same:
            told = "though a seed is given"
            if np.ptp(losses) >= 1e-9 and _starts_alike(student, shape, parameters, x, y, more):
                told = "in the same way for every net with that seed: the seed itself changes"
            assert np.ptp(losses) < 1e-9, f"The loss changes from call to call {told}. {context}"
            assert not np.isclose(losses[0], found, rtol=1e-9).any(), (
                f"Two different seeds give exactly the same masks. {context}"
            )
            found.append(losses[0])
        else:
            assert np.ptp(losses) > 1e-9, (
                f"Every call uses the same masks though no seed is given. {context}"
            )


def _widths(rng, number, least, most):
    """The sizes of so many hidden layers, wide enough that some units are dropped and some not."""
    return tuple(rng.integers(least, most, number).tolist())


def _starts_alike(student, shape, parameters, x, y, settings):
    first, second = (
        loss_and_gradients(prepared(student, shape, parameters, **settings), x, y, "")[0]
        for _ in range(2)
    )
    return mismatch(first, as_real(second, (), "the loss")) is None
