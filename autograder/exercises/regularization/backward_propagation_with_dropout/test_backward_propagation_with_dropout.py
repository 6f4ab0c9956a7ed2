"""Hidden suite of `backward_propagation_with_dropout`.

Every call is fed the cache of a right forward pass, so that a wrong one costs nothing here.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

from dataclasses import dataclass

import numpy as np

from autograder.exercises.dropout_masks import scales_words, unrelated
from autograder.exercises.regularization.calls import called, called_each, called_observed
from autograder.exercises.regularization.chain_rule import chain
from autograder.exercises.regularization.gradients import expect_all_gradients
from autograder.exercises.regularization.inputs import (
    AGAIN,
    CACHE,
    GRADIENTS,
    ORDINARY,
    PUBLISHED_Y,
    any_keep,
    cross_entropy,
    drawn_keep,
    drawn_layers,
    drawn_m,
    dropout_cache,
    fresh,
    fresh_masks,
    masked_forward,
    ordinary_nets,
    published_backward,
    sizes_of,
    tried,
)
from autograder.exercises.regularization.numerical_gradients import slopes
from autograder.testing import (
    as_real,
    assert_close,
    check,
    compare_gradients,
    draw_once,
    expect_all_unchanged,
    expect_gradients,
    gradient_of,
    implied,
    with_picture,
)

SWITCHED_OFF = "A unit that was switched off had no part in the cost. How steep is the cost there?"
SCALED = "The forward pass scaled the units it kept. What does that do to a slope?"


@check(weight=3.75, hint=SWITCHED_OFF)
def test_mask_of_the_second_layer(student, rng):
    """No gradient reaches the units of the second hidden layer that were dropped."""
    _check_mask(student, rng, 2)


@check(weight=3.75, hint=SWITCHED_OFF)
def test_mask_of_the_first_layer(student, rng):
    """No gradient reaches the units of the first hidden layer that were dropped."""
    _check_mask(student, rng, 1)


@check(weight=2.75, hint=SCALED)
def test_scale_of_the_second_layer(student, rng):
    """The gradient of the second hidden layer's kept units is scaled as they were."""
    _check_scale(student, rng, 2)


@check(weight=2.75, hint=SCALED)
def test_scale_of_the_first_layer(student, rng):
    """The gradient of the first hidden layer's kept units is scaled as they were."""
    _check_scale(student, rng, 1)


@check(weight=1.5, hint="Go through the gradients in the order of the list: the first wrong one "
       "tells you most.")  # fmt: skip
def test_other_networks(student, reference, rng):
    """All eleven gradients, with other numbers, layer sizes and batch sizes."""
    calls, right = _ordinary(rng, reference.backward_propagation_with_dropout)
    found = called_each(student.backward_propagation_with_dropout, calls, "keep_prob")
    expect_all_gradients(found, right, calls, "keep_prob")


@check(
    weight=1.5,
    example=True,
    needs=(test_other_networks,),
    hint="Compare your two dropout lines with those of the forward pass.",
)
def test_published_example(student):
    """The worked example of the notebook."""
    x, parameters, z1 = published_backward()
    w1, b1, w2, b2, w3, b3 = parameters.values()
    d1 = np.array([[1, 0, 1, 1, 1], [1, 1, 1, 1, 0]], dtype=bool)
    d2 = np.array([[1, 0, 1, 0, 1], [0, 1, 0, 1, 1], [0, 0, 1, 0, 0]], dtype=bool)
    a1 = np.array([[0, 0, 4.27989081, 5.21401307, 0],
                   [0, 8.32019881, 1.58102041, 2.92987024, 0]])  # fmt: skip
    z2 = np.array([[0.53035547, 8.02565606, 4.10524802, 5.78975856, 0.53035547],
                   [-0.69166075, -1.71413186, -3.81223329, -4.61667916, -0.69166075],
                   [-0.39675353, -2.62563561, -4.82528105, -6.0607449, -0.39675353]])  # fmt: skip
    a2 = np.zeros((3, 5))
    a2[0] = [1.06071093, 0, 8.21049603, 0, 1.06071093]
    z3 = np.array([[-0.7415562, -0.0126646, -5.65469333, -0.0126646, -0.7415562]])
    a3 = np.array([[0.32266394, 0.49683389, 0.00348883, 0.49683389, 0.32266394]])
    cache = (z1, d1, a1, w1, b1, z2, d2, a2, w2, b2, z3, a3, w3, b3)
    got = _gradients(student, x, PUBLISHED_Y, cache, 0.8)
    right = {
        "dA2": [[0.58180856, 0, -0.00299679, 0, -0.27715731],
                [0, 0.53159854, 0, 0.53159854, -0.34089673],
                [0, 0, -0.00292733, 0, 0]],
        "dA1": [[0.36544439, 0, -0.00188233, 0, -0.17408748],
                [0.65515713, 0, -0.00337459, 0, 0]],
    }  # fmt: skip
    steps = chain(x, PUBLISHED_Y, cache, keep=0.8)
    with with_picture(lambda: compare_gradients(got, steps.right(), GRADIENTS, steps, atol=1e-8)):
        for name, value in right.items():
            assert_close(gradient_of(got, name, ""), np.array(value), name, rtol=0, atol=1e-8)


@check(weight=1.5, hint="With the masks fixed, the network is an ordinary function. Is the "
       "derivative of each of its steps in your code?")  # fmt: skip
def test_numerical_gradient(student, rng):
    """The gradients are the slopes of the cost while the masks stay the same."""
    layers, m, keep = drawn_layers(rng), drawn_m(rng, 8, 16), drawn_keep(rng)
    x, y, parameters = fresh(rng, layers, m)
    masks = fresh_masks(rng, layers, m, keep)
    cache = dropout_cache(x, parameters, masks, keep)
    got = _gradients(student, x, y, cache, keep)

    def cost(moved):
        return cross_entropy(masked_forward(x, moved, masks, keep)[0], y)

    right = slopes(cost, parameters)
    names, steps = tuple(reversed(right)), chain(x, y, cache, keep=keep)
    expect_gradients(got, right, tried(layers, m, keep_prob=keep), names, known=steps)


@check(weight=0.75, hint="What do the masks and the division do when everything is kept?",
       needs=(test_mask_of_the_second_layer,))  # fmt: skip
def test_keep_everything(student, reference, rng):
    """With keep_prob = 1 it is the plain backward pass."""
    calls = []
    for keep in (1, 1.0, 1, drawn_keep(rng), drawn_keep(rng)):
        layers, m = drawn_layers(rng), drawn_m(rng)
        x, y, cache, parameters = _net(rng, layers, m, keep)
        if keep == 1:
            masks = tuple(np.ones((units, m), dtype=bool) for units in layers[1:3])
            cache = dropout_cache(x, parameters, masks, 1.0)
        calls.append((x, y, cache, keep))
    found = called_each(student.backward_propagation_with_dropout, calls, "keep_prob", rng)
    for (x, y, cache, _), got in list(zip(calls, found, strict=True))[:3]:
        plain = tuple(value for place, value in enumerate(cache) if place not in (1, 6))
        right, steps = reference.backward_propagation(x, y, plain), chain(x, y, cache)
        sizes = (len(x), len(cache[0]), len(cache[5]), 1)
        context = tried(sizes, x.shape[1], keep_prob=1)
        expect_gradients(got, right, context, GRADIENTS, known=steps)


@check(weight=0.5, hint="Multiplying by a mask of 0 and 1 does the same as by one of False and "
       "True.")  # fmt: skip
def test_kinds_of_masks(student, reference, rng):
    """Masks of 0 and 1 do the same as masks of False and True."""
    calls, kinds = [], ((int, "whole numbers"), (float, "floats"), (float, "floats"))
    for kind, _ in kinds:
        layers, m, keep = drawn_layers(rng, 5, 14), drawn_m(rng), drawn_keep(rng)
        x, y, parameters = fresh(rng, layers, m)
        d1, d2 = (mask.astype(kind) for mask in fresh_masks(rng, layers, m, keep))
        calls.append((x, y, dropout_cache(x, parameters, (d1, d2), keep), keep))
    found = called_each(student.backward_propagation_with_dropout, calls, "keep_prob", rng)
    for (x, y, cache, keep), (_, name), got in zip(calls, kinds, found, strict=True):
        right = reference.backward_propagation_with_dropout(x, y, cache, keep)
        sizes = (len(x), len(cache[0]), len(cache[5]), 1)
        context = f"The masks held 0 and 1 as {name}. {tried(sizes, x.shape[1], keep_prob=keep)}"
        steps = chain(x, y, cache, keep=keep)
        expect_gradients(got, right, context, ("dA2", "dA1"), known=steps)


@check(weight=0.5, hint="Does every sum over the examples keep its second axis?")
def test_one_example(student, reference, rng):
    """A single example and wide layers."""
    layers, m, keep = drawn_layers(rng, 20, 40), 1, drawn_keep(rng)
    x, y, cache, _ = _net(rng, layers, m, keep)
    got = _gradients(student, x, y, cache, keep)
    right = reference.backward_propagation_with_dropout(x, y, cache, keep)
    steps = chain(x, y, cache, keep=keep)
    expect_gradients(got, right, tried(layers, m, keep_prob=keep), GRADIENTS, known=steps)


@check(weight=0.75, hint="Does one of your lines write into an array that was passed in?",
       needs=(test_mask_of_the_second_layer,))  # fmt: skip
def test_arguments_unchanged(student, rng):
    """X, Y and the arrays in the cache, masks included, are left unchanged."""
    calls = []
    for kind in (float, bool):
        layers, m, keep = drawn_layers(rng), drawn_m(rng), drawn_keep(rng)
        x, _, parameters = fresh(rng, layers, m)
        d1, d2 = (mask.astype(kind) for mask in fresh_masks(rng, layers, m, keep))
        cache = dropout_cache(x, parameters, (d1, d2), keep)
        calls += [(x, rng.integers(0, 2, (1, m)), cache, keep) for _ in range(AGAIN)]
    value, after = called_observed(student.backward_propagation_with_dropout, calls, "keep_prob")
    gradient_of(value, "dA2", "")
    expect_all_unchanged(("X", "Y", "cache"), calls, after, CACHE)


implied(
    test_mask_of_the_second_layer,
    test_mask_of_the_first_layer,
    test_scale_of_the_second_layer,
    test_scale_of_the_first_layer,
    test_numerical_gradient,
    test_keep_everything,
    test_kinds_of_masks,
    test_one_example,
    by=(test_other_networks,),
)


@draw_once
def _ordinary(rng, right):
    """Calls of all sizes, and what a right function returns for them."""
    calls = []
    for x, y, parameters in ordinary_nets(rng, ORDINARY):
        layers, m = sizes_of(x, parameters)
        keep = any_keep(rng)
        kind = rng.choice([bool, bool, bool, int, float])
        d1, d2 = ((rng.random((units, m)) < keep).astype(kind) for units in layers[1:3])
        calls.append((x, y, dropout_cache(x, parameters, (d1, d2), keep), keep))
    return calls, [right(*call) for call in calls]


def _gradients(student, x, y, cache, keep):
    return called(student.backward_propagation_with_dropout, x, y, cache, keep_prob=keep)


def _net(rng, layers, m, keep):
    """X, Y, a right cache with masks of True and False, and what the gradients grow from."""
    x, y, parameters = fresh(rng, layers, m)
    masks = fresh_masks(rng, layers, m, keep)
    return x, y, dropout_cache(x, parameters, masks, keep), parameters


@dataclass(frozen=True)
class Hidden:
    """dA1 or dA2, its mask, and what follows from the student's own gradient above it."""

    got: np.ndarray
    mask: np.ndarray
    incoming: np.ndarray
    keep: float
    context: str


def _hidden(student, rng, layer, *sizes_and_keeps):
    """The same for one call each, all of them in one request."""
    nets = [(keep, *_net(rng, layers, m, keep)) for layers, m, keep in sizes_and_keeps]
    calls = [(x, y, cache, keep) for keep, x, y, cache, _ in nets]
    found, above = (
        called_each(student.backward_propagation_with_dropout, calls, "keep_prob", rng),
        f"dZ{layer + 1}",
    )
    done = []
    for (layers, m, keep), (*_, cache, parameters), got in zip(
        sizes_and_keeps, nets, found, strict=True
    ):
        context = tried(layers, m, keep_prob=keep)
        own, incoming = (
            as_real(gradient_of(got, name, context), (units, m), name, context)
            for name, units in ((f"dA{layer}", layers[layer]), (above, layers[layer + 1]))
        )
        mask = cache[1] if layer == 1 else cache[6]
        back = parameters[f"W{layer + 1}"].T @ incoming
        done.append(Hidden(own, mask, back, keep, context))
    return done


def _check_mask(student, rng, layer):
    layers = drawn_layers(rng, 7, 16)
    (done,) = _hidden(student, rng, layer, (layers, int(rng.integers(15, 25)), drawn_keep(rng)))
    gradient, mask, incoming, context = done.got, done.mask, done.incoming, done.context
    name, kept = f"dA{layer}", gradient[mask & (incoming != 0)] != 0
    dropped = gradient[~mask & (incoming != 0)] == 0
    assert gradient.any(), f"{name} is zero everywhere. {context}"
    assert kept.size, f"dZ{layer + 1} is zero everywhere, and so would be {name}. {context}"
    assert not (kept.all() and not dropped.any()), (
        f"{name} is zero nowhere: the mask D{layer} is not used on it. {context}"
    )
    assert kept.any(), f"{name} is zero just where D{layer} keeps the units. {context}"
    assert dropped.all(), (
        f"{name} is not zero for {np.sum(~dropped)} of the {dropped.size} entries that "
        f"D{layer} has dropped. {context}"
    )
    assert kept.all(), (
        f"{name} is zero for {np.sum(~kept)} of the {kept.size} entries that D{layer} keeps. "
        f"{context}"
    )
    assert not unrelated(gradient[mask], incoming[mask]), (
        f"{name} has nothing to do with what should flow back to it from dZ{layer + 1}. {context}"
    )


def _check_scale(student, rng, layer):
    name, ratios = f"dA{layer}", []
    layers, m = drawn_layers(rng, 7, 10), drawn_m(rng, 9, 14)
    keeps = drawn_keep(rng, 0.65, 0.85), drawn_keep(rng, 0.3, 0.45)
    for done in _hidden(student, rng, layer, *((layers, m, keep) for keep in keeps)):
        there = done.mask & (done.got != 0) & (done.incoming != 0)
        assert there.any(), f"{name} is zero for all units that were kept. {done.context}"
        # a gradient next to zero warns nobody
        with np.errstate(all="ignore"):
            ratios.append((done.got[there] / done.incoming[there], done.keep))
    words = scales_words(ratios)
    context = tried(layers, m, keep_prob=" and ".join(f"{keep:.3g}" for keep in keeps))
    assert words is None, f"In {name} the kept units are {words}. {context}"
