"""Hidden suite of `FullyConnectedNet`.

The net stays in the box. The suite sets its parameters, so that nothing but the first two checks
depends on how they are drawn, and no check depends on how the dropout masks are.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

from itertools import product

import numpy as np

from autograder.exercises.dropout import own_layer
from autograder.exercises.dropout.gradient_knowledge import NetGradients
from autograder.exercises.dropout.initial_parameters import expect_normal, params_of
from autograder.exercises.dropout.judge_training import (
    SINGLE,
    dropped,
    expect_backward_dropout,
    expect_dropout,
    expect_no_dropout,
    expect_plain_output,
    expect_some_dropped,
    expect_whole_input,
)
from autograder.exercises.dropout.l2_mistakes import decays, penalties
from autograder.exercises.dropout.nets import (
    DEPTHS,
    Shape,
    as_net,
    build,
    calm_parameters,
    described_net,
    fresh_batch,
    fresh_parameters,
    loss_and_gradients,
    prepared,
)
from autograder.exercises.dropout.numerical_gradients import expect_slopes
from autograder.exercises.dropout.single_example import example, look
from autograder.testing import (
    as_real,
    assert_close,
    changed,
    check,
    compare_gradients,
    expect,
    expect_gradients,
    expect_unchanged,
    gradient_of,
    mismatch,
    with_picture,
)

SCORES = "what loss returns without y"


@check(weight=2, hint="Which sizes stand on the two sides of each affine layer?")
def test_parameters(student):
    """params holds W1, b1 to WL, bL, each of its shape, for any number of layers."""
    for shape in (*DEPTHS, Shape(3072, (4,), 10)):
        defaults = shape.inputs == 3072
        net = as_net(student.FullyConnectedNet([4])) if defaults else build(student, shape)
        params_of(net, shape)


@check(weight=2, hint="Print mean, standard deviation and largest value of W1 for two scales.")
def test_initial_values(student):
    """Weights are normally distributed with weight_scale, biases are zero."""
    shape = Shape(60, (50,), 50)
    for scale in (None, 0.3):
        more = {} if scale is None else {"weight_scale": scale}
        params = params_of(build(student, shape, **more), shape)
        context = described_net(shape, **more)
        for layer in shape.layers:
            biases = params[f"b{layer}"]
            what = "all one and the same number" if np.ptp(biases) == 0 else "drawn, it seems"
            assert not biases.any(), f"The biases b{layer} are not zero but {what}. {context}"
            expect_normal(params[f"W{layer}"], scale or 1e-2, f"W{layer}", context)
        first, second = params["W1"][:50], params["W2"]
        assert mismatch(first, second) is not None, f"W1 and W2 hold the same draws. {context}"


@check(weight=4, hint="Which layer comes last, and what follows it when there is no y?")
def test_scores(student, reference, rng):
    """Without y, loss returns the scores, for one to four hidden layers."""
    for shape in DEPTHS:
        parameters, (x, _) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 6)
        context, net = described_net(shape, 6), build(student, shape, reg=0.1)
        right = _reference(reference, shape, parameters).loss(x)
        before = as_real(net.loss(x), right.shape, SCORES, context)
        net.params.update(parameters)
        got = net.loss(x)
        assert changed(before, got, "scores"), (
            f"Other numbers in params change nothing: loss does not use them. {context}"
        )
        expect(got, right, SCORES, context, lambda s=right: {
            "the softmax has been applied: scores are wanted": _softmax(s),
            "there is a ReLU after the last layer": np.maximum(s, 0),
        })  # fmt: skip


@check(weight=3, hint="Softmax loss of the scores, and nothing else yet. A mean or a sum?")
def test_loss(student, reference, rng):
    """With y, the loss is the mean softmax loss, for one to four hidden layers."""
    for shape in DEPTHS:
        parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 5)
        context = described_net(shape, 5)
        got, _ = loss_and_gradients(prepared(student, shape, parameters), x, y, context)
        right, _ = _reference(reference, shape, parameters).loss(x, y)
        expect(got, right, "the loss", context, lambda r=right: {
            "it is a sum over the examples, not their mean": 5 * r,
        })  # fmt: skip


@check(weight=2, hint="Set a seed, build the net as the notebook does, and look at its parts.")
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


@check(weight=3, hint="Which parameters are weights, in which of the layers, and what is squared?")
def test_l2_in_the_loss(student, rng):
    """reg adds ½ · reg times the sum of the squares of all weights to the loss."""
    for shape, reg in ((DEPTHS[2], 0.3), (DEPTHS[0], 0.7)):
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


@check(weight=1, hint="Compare the keys and shapes of grads with those of params.")
def test_a_gradient_for_each_parameter(student, rng):
    """grads has an entry for each parameter, of its shape, for any number of layers."""
    for shape in (DEPTHS[3], DEPTHS[0]):
        parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 3)
        context = described_net(shape, 3)
        _, got = loss_and_gradients(prepared(student, shape, parameters), x, y, context)
        found = [
            as_real(gradient_of(got, name, context), value.shape, f"the gradient {name}", context)
            for name, value in parameters.items()
        ]
        assert any(gradient.any() for gradient in found), f"All gradients are zero. {context}"


@check(weight=3, needs=(test_a_gradient_for_each_parameter,),
       hint="Go backwards through your layers: the last wrong gradient tells most.")  # fmt: skip
def test_gradients(student, reference, rng):
    """The gradients of all parameters, for one to four hidden layers."""
    for shape in DEPTHS:
        parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 6)
        context = described_net(shape, 6)
        _, got = loss_and_gradients(prepared(student, shape, parameters), x, y, context)
        _, right = _reference(reference, shape, parameters).loss(x, y)
        known = NetGradients(parameters, 6)
        expect_gradients(got, right, context, known.backwards, "the gradient ", known)


@check(weight=3, needs=(test_a_gradient_for_each_parameter,),
       hint="What is the derivative of ½ · reg · w² with respect to w?")  # fmt: skip
def test_l2_in_the_gradients(student, rng):
    """reg adds reg · W to the gradient of all weights, and nothing to those of the biases."""
    for shape, reg in ((DEPTHS[2], 0.3), (DEPTHS[0], 0.7)):
        parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 6)
        context, both = described_net(shape, 6, reg=reg), []
        for strength in (reg, 0.0):
            net = prepared(student, shape, parameters, reg=strength)
            both.append(loss_and_gradients(net, x, y, context)[1])
        with_reg, plain = (
            {name: as_real(gradient_of(grads, name, context), value.shape, f"the gradient {name}",
                           context) for name, value in parameters.items()} for grads in both
        )  # fmt: skip
        _expect_decay({name: with_reg[name] - plain[name] for name in parameters},
                      parameters, reg, context)  # fmt: skip


@check(
    weight=2,
    needs=(test_a_gradient_for_each_parameter,),
    hint="The numerical gradient knows your loss only: does each "
    "term of it have its derivative in your code?",
)
def test_numerical_gradient(student, rng):
    """The gradients are the slopes of the loss, with L2."""
    for shape, reg in ((Shape(4, (6,), 3), 0.4), (Shape(3, (5, 4), 3), 0.0)):
        expect_slopes(student, rng, shape, reg=reg)


@check(
    weight=2,
    needs=(test_a_gradient_for_each_parameter,),
    hint="Follow one activation from the ReLU to the next layer: who drops it, and in which mode?",
)
def test_units_are_dropped(student, rng):
    """In training some of the hidden units are dropped."""
    expect_some_dropped(student, example(student, rng, Shape(8, (70, 60), 4), 0.5), 0.5)


@check(
    weight=3,
    needs=(test_units_are_dropped,),
    hint="Between which layers is there dropout, and with which p?",
)
def test_dropout_in_training(student, rng):
    """In training there is dropout after the ReLU of every hidden layer, and nowhere else."""
    for shape, keep, kind, seed in (
        (Shape(6, (900,), 4), 0.2, np.float64, None),
        (Shape(9, (150, 160), 5), 0.7, np.float64, 11),
        (Shape(7, (200, 190, 180, 200), 3), 0.6, np.float32, None),
    ):
        one = example(student, rng, shape, keep, dtype=kind, seed=seed)
        expect_whole_input(one)
        for layer in shape.layers[:-1]:
            expect_dropout(student, one, layer, keep)
        expect_plain_output(one)


@check(
    weight=3,
    needs=(test_units_are_dropped,),
    hint="Every step forward has its step backward. Which one is left?",
)
def test_dropout_in_the_gradients(student, rng):
    """On the way back, the gradients pass through the same dropout."""
    for shape, keep in ((Shape(6, (90,), 4), 0.7), (Shape(7, (120, 110, 100), 5), 0.6)):
        expect_backward_dropout(student, example(student, rng, shape, keep), keep)


@check(
    weight=2,
    needs=(test_units_are_dropped,),
    hint="With the masks held still by the seed, the net is an ordinary "
    "function. Is each of its steps in your backward pass?",
)
def test_numerical_gradient_with_dropout(student, rng):
    """The gradients are the slopes of the loss, with dropout."""

    def to_blame():  # the loss has no slope, or not the layer's; the net itself is judged above
        return not own_layer.heeds_seeds(student) or not own_layer.is_differentiated(student, 0.6)

    with own_layer.excused(to_blame):
        for shape in (Shape(4, (7,), 3), Shape(3, (6, 5), 3)):
            expect_slopes(student, rng, shape, dropout_keep_ratio=0.6, seed=42)


@check(
    weight=2,
    needs=(test_units_are_dropped,),
    hint="When is a net trained, when is it asked, and who switches?",
)
def test_scores_without_dropout(student, reference, rng):
    """Without y there is no dropout, and afterwards training has it again."""
    shape, keep = Shape(8, (120, 110), 4), 0.4
    context = described_net(shape, 6, dropout_keep_ratio=keep)
    parameters, (x, y) = calm_parameters(rng, shape), fresh_batch(rng, shape, 6)
    net = prepared(student, shape, parameters, dropout_keep_ratio=keep)
    right = _reference(reference, shape, parameters).loss(x)
    loss_and_gradients(net, x, y, context)
    scores = [as_real(net.loss(x), right.shape, SCORES, context)
              for _ in range(2)]  # fmt: skip
    with own_layer.excused(
        lambda: own_layer.says(net, "mode", "test") and not own_layer.is_idle_in_test_mode(student)
    ):
        assert mismatch(*scores) is None, (
            f"The scores of the same X change from call to call: units are dropped while the net "
            f"predicts. {context}"
        )
        assert_close(scores[0], right, "the scores of a net with dropout", because=context)
    after = look(net, shape, parameters, x[0], int(y[0]), context)
    assert any(dropped(after, layer).any() for layer in shape.layers[:-1]), (
        f"Once the net has given scores, its training has no dropout any more. {context}"
    )


@check(
    weight=1,
    needs=(test_units_are_dropped,),
    hint="Where does the seed have to go, so that dropout finds it?",
)
def test_seed(student, rng):
    """A seed makes the loss repeatable, another seed another loss; without one masks are new."""
    shape, keep = Shape(8, (60, 50), 4), 0.5
    parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 4)
    found = []
    for seed, same in ((9, True), (0, True), (None, False)):
        more = {"dropout_keep_ratio": keep, "seed": seed}
        context = described_net(shape, 4, **more)
        net = prepared(student, shape, parameters, **more)
        losses = [
            as_real(loss_and_gradients(net, x, y, context)[0], (), "the loss", context)
            for _ in range(3)
        ]
        if same and not own_layer.heeds_seeds(student, seed):
            assert own_layer.says(net, "seed", seed), f"The seed does not reach dropout. {context}"
        elif same:
            told = "though a seed is given"
            if np.ptp(losses) >= 1e-9 and _starts_alike(student, shape, parameters, x, y, more):
                told = "in the same way for every net with that seed: the seed itself changes"
            assert np.ptp(losses) < 1e-9, f"The loss changes from call to call {told}. {context}"
            assert not np.isclose(losses[0], found, rtol=1e-9).any(), (
                f"Two different seeds give the very same masks. {context}"
            )
            found.append(losses[0])
        else:
            with own_layer.excused(lambda: not own_layer.heeds_seeds(student)):
                assert np.ptp(losses) > 1e-9, (
                    f"Every call uses the same masks though no seed is given. {context}"
                )


@check(
    weight=0.5,
    needs=(test_a_gradient_for_each_parameter,),
    hint="Which dtype does np.random.randn give?",
)
def test_single_and_double_precision(student, reference, rng):
    """All parameters have the dtype asked for, and the net works in both."""
    shape = DEPTHS[1]
    parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 6)
    right, gradients = _reference(reference, shape, parameters).loss(x, y)
    for kind in (np.float32, np.float64):
        context, net = described_net(shape, 6, dtype=kind), build(student, shape, dtype=kind)
        for name, value in params_of(net, shape).items():
            assert value.dtype == kind, f"{name} has the dtype {value.dtype}. {context}"
        net.params.update({name: value.astype(kind) for name, value in parameters.items()})
        loss, grads = loss_and_gradients(net, x, y, context)
        assert_close(loss, right, "the loss", **SINGLE, because=context)
        known = NetGradients(parameters, 6)
        expect_gradients(
            grads, gradients, context, known.backwards, "the gradient ", known, **SINGLE
        )


@check(
    weight=0.5,
    needs=(
        test_loss,
        test_l2_in_the_loss,
        test_gradients,
        test_l2_in_the_gradients,
        test_dropout_in_training,
        test_dropout_in_the_gradients,
    ),
    hint="What differs in the case named: does a branch of your code serve the others alone?",
)
def test_settings_together(student, rng):
    """All this holds together: any depth, both precisions, with and without L2, dropout, seed."""
    for depth, how in product(range(4), range(4)):
        kind = (np.float32, np.float64)[(depth + how // 2) % 2]
        reg = (0.0, 0.3)[(depth // 2 + how) % 2]
        shape, keep, seed = (
            Shape(6, (100,) * (depth + 1), 4),
            (1, 0.5)[how % 2],
            (None, 5)[how // 2],
        )
        one = example(student, rng, shape, keep, dtype=kind, reg=reg, seed=seed)
        expect_whole_input(one)
        if keep == 1:
            expect_no_dropout(one)
        else:
            assert dropped(one, depth + 1).any(), f"Nothing is dropped. {one.context}"
        expect_plain_output(one)
        expect_backward_dropout(student, one, keep)


@check(
    weight=0.5,
    needs=(test_a_gradient_for_each_parameter,),
    hint="Where does your code take its sizes from?",
)
def test_other_inputs(student, reference, rng):
    """Images are flattened, and one example is a batch too."""
    shape = Shape(48, (9, 8), 3)
    parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 5)
    net, right = prepared(student, shape, parameters), _reference(reference, shape, parameters)
    images = x.reshape(5, 3, 4, 4)
    for part, labels in ((images, y), (x[:1], y[:1])):
        context = f"(Tried with X of shape {part.shape} and {shape.hidden} hidden units.)"
        assert_close(net.loss(part), right.loss(part), SCORES, because=context)
        loss, grads = loss_and_gradients(net, part, labels, context)
        expected, gradients = right.loss(part, labels)
        assert_close(loss, expected, "the loss", because=context)
        known = NetGradients(parameters, len(part))
        expect_gradients(grads, gradients, context, known.backwards, "the gradient ", known)


@check(weight=0.5, needs=(test_loss,), hint="Does a line of yours write into what was handed in?")
def test_arguments_unchanged(student, rng):
    """X, y, hidden_dims and the parameters stay as they were."""
    shape = DEPTHS[1]
    parameters, (x, y) = fresh_parameters(rng, shape), fresh_batch(rng, shape, 4)
    hidden = list(shape.hidden)
    seen = student.FullyConnectedNet.observed(
        hidden, shape.inputs, shape.classes, 0.5, 0.1, 1e-2, np.float64
    )
    expect_unchanged({"hidden_dims": hidden}, seen.args)
    net = as_net(seen.value)
    net.params.update(parameters)
    for arguments in ({"X": x, "y": y}, {"X": x}):
        after = net.loss.observed(*arguments.values())
        expect_unchanged(arguments, after.args)
    expect_unchanged({"params": parameters}, [params_of(net, shape)])


def _starts_alike(student, shape, parameters, x, y, settings):
    first, second = (
        loss_and_gradients(prepared(student, shape, parameters, **settings), x, y, "")[0]
        for _ in range(2)
    )
    return mismatch(first, as_real(second, (), "the loss")) is None


def _expect_decay(added, parameters, reg, context):
    """Judge what reg has added to the gradients of a batch of six."""
    right = {name: reg * value * (name[0] == "W") for name, value in parameters.items()}
    known = NetGradients(parameters, 6, reg, "added gradient")
    with with_picture(lambda: compare_gradients(added, right, known.backwards, known)):
        for name, value in parameters.items():
            if name[0] == "W":
                what = f"what reg adds to the gradient {name}"
                expect(added[name], right[name], what, context, lambda v=value: decays(v, reg, 6))
            else:
                assert np.abs(added[name]).max() < 1e-9, (
                    f"The gradient {name} changes with reg, but biases have no price. {context}"
                )


def _reference(reference, shape, parameters, **settings):
    settings = {
        "input_dim": shape.inputs,
        "num_classes": shape.classes,
        "dtype": np.float64,
        **settings,
    }
    net = reference.FullyConnectedNet(list(shape.hidden), **settings)
    net.params.update(parameters)
    return net


def _softmax(scores):
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)
