"""Hidden suite of `backward_propagation_with_regularization`.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.regularization.calls import called, called_each, called_observed
from autograder.exercises.regularization.chain_rule import chain
from autograder.exercises.regularization.gradients import expect_all_gradients
from autograder.exercises.regularization.inputs import (
    AGAIN,
    GRADIENTS,
    ORDINARY,
    PLAIN_CACHE,
    PUBLISHED_A3,
    PUBLISHED_Y,
    any_lambda,
    cross_entropy,
    drawn_lambda,
    drawn_layers,
    drawn_m,
    fresh,
    fresh_parameters,
    masked_forward,
    ordinary_nets,
    plain_cache,
    published_backward,
    tried,
)
from autograder.exercises.regularization.numerical_gradients import slopes
from autograder.testing import (
    as_real,
    assert_close,
    check,
    compare_gradients,
    draw_once,
    expect,
    expect_all_unchanged,
    expect_gradients,
    gradient_of,
    implied,
    with_picture,
)

WEIGHTS = ("W1", "W2", "W3")
DERIVE = "Take the derivative of the penalty with respect to a single weight."
NO_MASKS = (np.ones(()), np.ones(()))


@check(weight=0.5, hint="Which of your lines brings the weights into their own gradients?")
def test_weights_have_a_price(student, rng):
    """λ changes the gradients of the weights, and differently for different weights."""
    layers, m, lambd = drawn_layers(rng), drawn_m(rng), drawn_lambda(rng)
    x, y, parameters = fresh(rng, layers, m)
    others = fresh_parameters(rng, layers)
    context = tried(layers, m, lambd=lambd)
    none, some, still, another = _weights(
        student, rng, x, y, (parameters, 0.0), (parameters, lambd), (others, 0.0), (others, lambd)
    )
    assert any(np.abs(b - a).max() > 1e-6 for a, b in zip(none, some, strict=True)), (
        f"λ changes none of dW1, dW2, dW3. {context}"
    )
    added = zip(none, some, still, another, strict=True)
    assert not all(np.allclose(b - a, d - c, rtol=1e-6) for a, b, c, d in added), (
        f"λ adds just as much to the gradients where all weights are others: what it adds does not "
        f"come from them. {context}"
    )


@check(
    weight=1,
    needs=(test_weights_have_a_price,),
    hint="When λ is doubled, which part of a gradient grows, and by how much?",
)
def test_proportional_to_lambda(student, rng):
    """What λ adds to the gradients of the weights is proportional to λ."""
    layers, m, lambd = drawn_layers(rng), drawn_m(rng), drawn_lambda(rng)
    x, y, parameters = fresh(rng, layers, m)
    strengths = ((parameters, strength) for strength in (0.0, lambd, 2 * lambd))
    none, once, twice = _weights(student, rng, x, y, *strengths)
    context = tried(layers, m, lambd=f"{lambd:.3g} and {2 * lambd:.3g}")
    for name, a, b, c in zip(WEIGHTS, none, once, twice, strict=True):
        assert np.allclose(c - a, 2 * (b - a), rtol=1e-6, atol=1e-9), (
            f"With λ twice as large, what it adds to d{name} is not twice as large. {context}"
        )


@check(weight=1.75, hint=DERIVE)
def test_penalty_of_w1(student, rng):
    """What λ adds to dW1."""
    _check_penalty(student, rng, "W1")


@check(weight=1.75, hint=DERIVE)
def test_penalty_of_w2(student, rng):
    """What λ adds to dW2."""
    _check_penalty(student, rng, "W2")


@check(weight=1.75, hint=DERIVE)
def test_penalty_of_w3(student, rng):
    """What λ adds to dW3."""
    _check_penalty(student, rng, "W3")


@check(weight=3, hint="Go through the gradients in the order of the list: the first wrong one "
       "tells you most.")  # fmt: skip
def test_other_networks(student, reference, rng):
    """All eleven gradients, with other numbers, layer sizes and batch sizes."""
    calls, right = _ordinary(rng, reference.backward_propagation_with_regularization)
    results = called_each(student.backward_propagation_with_regularization, calls, "lambd")
    expect_all_gradients(results, right, calls, "lambd")


@check(weight=2, example=True, needs=(test_other_networks,), hint=DERIVE)
def test_published_example(student):
    """The worked example of the notebook."""
    x, parameters, z1 = published_backward()
    w1, b1, w2, b2, w3, b3 = parameters.values()
    z2 = np.array([
        [0.53035547, 5.94892323, 2.31780174, 3.16005701, 0.53035547],
        [-0.69166075, -3.47645987, -2.25194702, -2.65416996, -0.69166075],
        [-0.39675353, -4.62285846, -2.61101729, -3.22874921, -0.39675353],
    ])  # fmt: skip
    z3 = np.array([[-0.3771104, -4.10060224, -1.60539468, -2.18416951, -0.3771104]])
    a1, a2 = np.maximum(z1, 0), np.maximum(z2, 0)
    cache = (z1, a1, w1, b1, z2, a2, w2, b2, z3, PUBLISHED_A3, w3, b3)
    got = _gradients(student, x, PUBLISHED_Y, cache, 0.7)
    right = {
        "dW3": [[-1.77691347, -0.11832879, -0.09397446]],
        "dW2": [[0.79276486, 0.85133918], [-0.0957219, -0.01720463], [-0.13100772, -0.03750433]],
        "dW1": [[-0.25604646, 0.12298827, -0.28297129], [-0.17706303, 0.34536094, -0.4410571]],
    }
    steps = chain(x, PUBLISHED_Y, cache, 0.7)
    with with_picture(lambda: compare_gradients(got, steps.right(), GRADIENTS, steps, atol=1e-8)):
        for name, value in right.items():
            assert_close(gradient_of(got, name, ""), np.array(value), name, rtol=0, atol=1e-8)


@check(weight=2.25, hint="The gradient must be the slope of the cost in the previous exercise: "
       "is the derivative of each of its terms there?")  # fmt: skip
def test_numerical_gradient(student, rng):
    """The gradients are the slopes of the regularised cost."""
    layers, m, lambd = drawn_layers(rng), drawn_m(rng), drawn_lambda(rng)
    x, y, parameters = fresh(rng, layers, m)

    def cost(moved):
        a3, _ = masked_forward(x, moved, NO_MASKS, 1.0)
        squares = sum(np.sum(moved[name] ** 2) for name in WEIGHTS)
        return cross_entropy(a3, y) + lambd / (2 * m) * squares

    got = _gradients(student, x, y, plain_cache(x, parameters), lambd)
    right = slopes(cost, parameters)
    names, steps = tuple(reversed(right)), chain(x, y, plain_cache(x, parameters), lambd)
    expect_gradients(got, right, tried(layers, m, lambd=lambd), names, known=steps)


@check(weight=0.5, hint="In which of the eleven formulas does a weight's penalty show up?",
       needs=(test_weights_have_a_price,))  # fmt: skip
def test_other_gradients_untouched(student, reference, rng):
    """λ changes no gradients except dW1, dW2 and dW3."""
    layers, m, lambd = drawn_layers(rng), drawn_m(rng), drawn_lambda(rng)
    x, y, parameters = fresh(rng, layers, m)
    got = _gradients(student, x, y, plain_cache(x, parameters), lambd)
    right = reference.backward_propagation(x, y, plain_cache(x, parameters))
    names = tuple(name for name in GRADIENTS if not name.startswith("dW"))
    steps = chain(x, y, plain_cache(x, parameters), lambd)
    expect_gradients(got, right, tried(layers, m, lambd=lambd), names, known=steps)


@check(
    weight=4, hint="What is left of the formulas when λ is 0?", needs=(test_weights_have_a_price,)
)
def test_no_penalty_without_lambda(student, reference, rng):
    """With λ = 0 the gradients of the weights are those of the plain backward pass."""
    # wide enough that some units are on
    layers, calls = drawn_layers(rng, 8, 14), []
    for strength in (0, 0.0, 0, drawn_lambda(rng), drawn_lambda(rng), drawn_lambda(rng)):
        x, y, parameters = fresh(rng, layers, drawn_m(rng))
        calls.append((x, y, plain_cache(x, parameters), strength))
    found = called_each(student.backward_propagation_with_regularization, calls, "lambd", rng)
    names = tuple(name for name in GRADIENTS if name.startswith("dW"))
    for (x, y, cache, _), got in list(zip(calls, found, strict=True))[:3]:
        right, steps = reference.backward_propagation(x, y, cache), chain(x, y, cache)
        expect_gradients(got, right, tried(layers, x.shape[1], lambd=0), names, known=steps)


@check(weight=1, hint="Does every sum over the examples keep its second axis?")
def test_one_example(student, reference, rng):
    """A single example and wide layers."""
    layers, lambd = drawn_layers(rng, 20, 40), drawn_lambda(rng)
    x, y, parameters = fresh(rng, layers, 1)
    cache = plain_cache(x, parameters)
    got = _gradients(student, x, y, cache, lambd)
    right = reference.backward_propagation_with_regularization(x, y, cache, lambd)
    steps = chain(x, y, cache, lambd)
    expect_gradients(got, right, tried(layers, 1, lambd=lambd), GRADIENTS, known=steps)


@check(weight=0.5, hint="Does one of your lines write into an array that was passed in?",
       needs=(test_weights_have_a_price,))  # fmt: skip
def test_arguments_unchanged(student, rng):
    """X, Y and the arrays in the cache are left unchanged."""
    calls = []
    for _ in range(2):
        x, _, parameters = fresh(rng, drawn_layers(rng), drawn_m(rng))
        cache = plain_cache(x, parameters)
        for _ in range(AGAIN):
            calls.append((x, rng.integers(0, 2, (1, x.shape[1])), cache, any_lambda(rng)))
    value, after = called_observed(student.backward_propagation_with_regularization, calls, "lambd")
    gradient_of(value, "dW1", "")
    expect_all_unchanged(("X", "Y", "cache"), calls, after, PLAIN_CACHE)


implied(
    test_weights_have_a_price,
    test_proportional_to_lambda,
    test_penalty_of_w1,
    test_penalty_of_w2,
    test_penalty_of_w3,
    test_numerical_gradient,
    test_other_gradients_untouched,
    test_no_penalty_without_lambda,
    test_one_example,
    by=(test_other_networks,),
)


@draw_once
def _ordinary(rng, right):
    """Calls of all sizes, and what a right function returns for them."""
    calls = [
        (x, y, plain_cache(x, parameters), any_lambda(rng))
        for x, y, parameters in ordinary_nets(rng, ORDINARY)
    ]
    return calls, [right(*call) for call in calls]


def _gradients(student, x, y, cache, lambd):
    return called(student.backward_propagation_with_regularization, x, y, cache, lambd=lambd)


def _weights(student, rng, x, y, *given):
    """The student's dW1, dW2 and dW3, as real arrays of the right shapes, for each net and λ."""
    calls = [(x, y, plain_cache(x, parameters), lambd) for parameters, lambd in given]
    parameters, _ = given[0]
    context = tried((x.shape[0], *(parameters[n].shape[0] for n in WEIGHTS)), x.shape[1])
    return [
        [as_real(gradient_of(got, f"d{name}", context), parameters[name].shape, f"d{name}", context)
         for name in WEIGHTS]
        for got in called_each(student.backward_propagation_with_regularization, calls, "lambd",
                               rng)
    ]  # fmt: skip


def _check_penalty(student, rng, name):
    """Judge what λ adds, whatever the student's gradient is without it."""
    layers, m, lambd = drawn_layers(rng), drawn_m(rng), drawn_lambda(rng)
    x, y, parameters = fresh(rng, layers, m)
    which = WEIGHTS.index(name)
    with_it, without = _weights(student, rng, x, y, (parameters, lambd), (parameters, 0.0))
    difference = with_it[which] - without[which]
    weights = parameters[name]
    right = lambd / m * weights

    def suspects():
        return {
            "the ½ of the cost is in the gradient too": right / 2,
            "the ½ of the cost was turned into a 2": right * 2,
            "the penalty is not divided by the number of examples": right * m,
            "the sum of the weights is added, not the weights themselves": np.full(
                weights.shape, lambd / m * weights.sum()
            ),
            "the squares of the weights are added, as in the cost": lambd / m * weights**2,
            "the squares of the weights are added, as in the cost, ½ and all": right * weights / 2,
            "the sum of the squares is added, as in the cost": np.full(
                weights.shape, lambd / m * np.sum(weights**2)
            ),
            "only the signs of the weights are used": lambd / m * np.sign(weights),
        }

    what = f"what λ adds to d{name}"
    expect(difference, right, what, tried(layers, m, lambd=lambd), suspects)
