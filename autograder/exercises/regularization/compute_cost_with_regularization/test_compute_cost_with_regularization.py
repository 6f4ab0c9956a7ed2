"""Hidden suite of `compute_cost_with_regularization`.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.regularization.calls import called, called_each, called_observed
from autograder.exercises.regularization.inputs import (
    AGAIN,
    ORDINARY,
    PUBLISHED_A3,
    PUBLISHED_Y,
    any_lambda,
    cross_entropy,
    drawn_lambda,
    drawn_layers,
    drawn_m,
    fresh_parameters,
    ordinary_nets,
    published_parameters,
    sizes_of,
    tried,
)
from autograder.testing import (
    all_agree,
    as_real,
    check,
    draw_once,
    expect,
    expect_all_unchanged,
    implied,
    near,
)

WEIGHTS = ("W1", "W2", "W3")


@check(weight=5, hint="Write the sum out for two small matrices and compare it with your code.")
def test_other_networks(student, reference, rng):
    """Other numbers, other layer sizes, other batch sizes."""
    calls, right = _ordinary(rng, reference.compute_cost_with_regularization)
    costs = called_each(student.compute_cost_with_regularization, calls, "lambd")
    if all_agree(costs, right):
        return
    for place in _most_telling_first(calls):
        a3, _, parameters, lambd = calls[place]
        layers, m = sizes_of(a3, parameters)
        context = tried((parameters["W1"].shape[1], *layers[1:]), m, lambd=lambd)
        expect(costs[place], right[place], "the cost", context, _suspects(*calls[place]))


@check(
    weight=2,
    example=True,
    needs=(test_other_networks,),
    hint="Take two small matrices and add up by hand: which numbers are squared?",
)
def test_published_example(student):
    """The worked example of the notebook."""
    parameters = published_parameters(np.random.RandomState(1))
    got = _cost(student, PUBLISHED_A3, PUBLISHED_Y, parameters, 0.1)
    suspects = _suspects(PUBLISHED_A3, PUBLISHED_Y, parameters, 0.1)
    expect(got, 1.7864859451590758, "the cost", "", suspects, rtol=0, atol=1e-8)


@check(weight=0.5, hint="Which of your lines makes the cost grow with the weights?")
def test_weights_have_a_price(student, rng):
    """λ adds something to the cost, and something else for different weights."""
    layers, m, lambd = drawn_layers(rng), drawn_m(rng), drawn_lambda(rng)
    a3, y, parameters = _net(rng, layers, m)
    others = fresh_parameters(rng, layers)
    plain, cost, still, another = _costs(
        student, rng,
        *((a3, y, given, strength) for given in (parameters, others) for strength in (0.0, lambd)),
    )  # fmt: skip
    context = tried(layers, m, lambd=lambd)
    assert abs(cost - plain) > 1e-6, f"λ adds nothing to the cost. {context}"
    assert not near(cost - plain, another - still, rtol=1e-9), (
        f"λ adds just as much to the cost where all weights are others: what it adds does not come "
        f"from them. {context}"
    )


@check(weight=3, hint="How many weight matrices does the sum over l run through?")
def test_every_weight_matrix_counts(student, rng):
    """Every weight matrix is penalised, each as much as the others."""
    layers, m, lambd = drawn_layers(rng), drawn_m(rng), drawn_lambda(rng)
    a3, y, parameters = _net(rng, layers, m, biases=False)
    factors = dict(zip(WEIGHTS, rng.uniform(1.5, 3, 3).tolist(), strict=True))
    larger = [
        {k: factor * v if k == name else v for k, v in parameters.items()}
        for name, factor in factors.items()
    ]
    before, *costs = _costs(student, rng, *((a3, y, p, lambd) for p in (parameters, *larger)))
    context, whole = tried(layers, m, lambd=lambd), 0.0
    for (name, factor), cost in zip(factors.items(), costs, strict=True):
        squares = lambd / (2 * m) * float(np.sum(parameters[name] ** 2))
        words = f"what larger weights in {name} add to the cost"
        expect(cost - before, (factor**2 - 1) * squares, words, context)
        whole += squares
    what = "the penalty (the cost less the cross-entropy)"
    expect(before - cross_entropy(a3, y), whole, what, context)


@check(weight=1.5, hint="What happens to a square when the number is tripled, or its sign flipped?")
def test_penalty_is_quadratic(student, rng):
    """Weights three times as large, of either sign, have a penalty nine times as large."""
    layers, m, lambd = drawn_layers(rng), drawn_m(rng), drawn_lambda(rng)
    a3, y, parameters = _net(rng, layers, m, biases=False)
    scaled = [(a3, y, _scaled(parameters, factor), lambd) for factor in (1, 3, -1)]
    plain, *costs = _costs(student, rng, (a3, y, parameters, 0.0), *scaled)
    once, thrice, mirrored = (cost - plain for cost in costs)
    context = tried(layers, m, lambd=lambd)
    assert abs(once) > 1e-6, f"λ adds nothing to the cost. {context}"
    assert near(mirrored, once, rtol=1e-6), (
        f"The penalty changes when every weight changes its sign. {context}"
    )
    assert near(thrice, 9 * once, rtol=1e-6), (
        f"With every weight three times as large the penalty grows {thrice / once:.2g}-fold, "
        f"not ninefold. {context}"
    )


@check(
    weight=1.5,
    needs=(test_weights_have_a_price,),
    hint="λ says how much the penalty counts. What doubles when λ does?",
)
def test_proportional_to_lambda(student, rng):
    """Twice the λ, twice the penalty."""
    layers, m, lambd = drawn_layers(rng), drawn_m(rng), drawn_lambda(rng)
    a3, y, parameters = _net(rng, layers, m)
    calls = ((a3, y, parameters, strength) for strength in (0.0, lambd, 2 * lambd))
    plain, *costs = _costs(student, rng, *calls)
    once, twice = (cost - plain for cost in costs)
    context = tried(layers, m, lambd=f"{lambd:.3g} and {2 * lambd:.3g}")
    assert abs(once) > 1e-6, f"λ adds nothing to the cost. {context}"
    assert near(twice, 2 * once, rtol=1e-6), (
        f"With λ twice as large the penalty grows {twice / once:.2g}-fold, not twofold. {context}"
    )


@check(
    weight=1.5,
    needs=(test_weights_have_a_price,),
    hint="The cost is a mean over the examples. Is the penalty divided by their number too?",
)
def test_shrinks_with_more_examples(student, rng):
    """The same examples taken twice: the penalty halves."""
    layers, m, lambd = drawn_layers(rng), drawn_m(rng), drawn_lambda(rng)
    a3, y, parameters = _net(rng, layers, m)
    twice = (np.tile(a3, 2), np.tile(y, 2), parameters)
    calls = ((a3, y, parameters, lambd), (a3, y, parameters, 0.0), (*twice, lambd), (*twice, 0.0))
    costs = _costs(student, rng, *calls)
    few, many = costs[0] - costs[1], costs[2] - costs[3]
    context = tried(layers, m, lambd=lambd)
    assert abs(few) > 1e-6, f"λ adds nothing to the cost. {context}"
    assert not near(few, many, rtol=1e-6), (
        f"The penalty stays as it is when there are twice as many examples. {context}"
    )
    assert near(few, 2 * many, rtol=1e-6), (
        f"With twice as many examples the penalty is {many / few:.2g} times what it was, "
        f"not half of it. {context}"
    )


@check(weight=1.5, hint="Which parameters make a boundary bend, and which only move it?",
       needs=(test_weights_have_a_price,))  # fmt: skip
def test_biases_are_free(student, rng):
    """The biases are not penalised."""
    layers, m, lambd = drawn_layers(rng), drawn_m(rng), drawn_lambda(rng)
    a3, y, parameters = _net(rng, layers, m)
    others = fresh_parameters(rng, layers)
    moved = {k: others[k] if k.startswith("b") else v for k, v in parameters.items()}
    before, after = _costs(student, rng, (a3, y, parameters, lambd), (a3, y, moved, lambd))
    assert near(before, after, rtol=1e-9), (
        f"The cost changes when only the biases change, with A3 as before: the biases are "
        f"penalised too. {tried(layers, m, lambd=lambd)}"
    )


@check(
    weight=2, hint="What is left of the formula when λ is 0?", needs=(test_weights_have_a_price,)
)
def test_no_penalty_without_lambda(student, reference, rng):
    """With λ = 0 it is the plain cross-entropy."""
    layers = drawn_layers(rng)
    nets = [_net(rng, layers, drawn_m(rng)) for _ in range(6)]
    strengths = [0, 0.0, 0, drawn_lambda(rng), drawn_lambda(rng), drawn_lambda(rng)]
    calls = [(*net, strength) for net, strength in zip(nets, strengths, strict=True)]
    costs = called_each(student.compute_cost_with_regularization, calls, "lambd", rng)
    for (a3, y, _), got in list(zip(nets, costs, strict=True))[:3]:
        context = tried(layers, y.shape[1], lambd=0)
        expect(got, reference.compute_cost(a3, y), "the cost", context)


@check(weight=1, hint="Where does your code get the number of examples from?")
def test_one_example(student, reference, rng):
    """A single example and wide layers."""
    layers, lambd = drawn_layers(rng, 15, 40), drawn_lambda(rng)
    a3, y, parameters = _net(rng, layers, 1)
    got = _cost(student, a3, y, parameters, lambd)
    right = reference.compute_cost_with_regularization(a3, y, parameters, lambd)
    suspects = _suspects(a3, y, parameters, lambd)
    expect(got, right, "the cost", tried(layers, 1, lambd=lambd), suspects)


@check(weight=0.5, hint="Does one of your lines write into an array that was passed in?",
       needs=(test_weights_have_a_price,))  # fmt: skip
def test_arguments_unchanged(student, rng):
    """A3, Y and the parameters are left unchanged."""
    layers, calls = drawn_layers(rng), []
    for _ in range(5):
        parameters = fresh_parameters(rng, layers)
        for _ in range(AGAIN):
            a3, y, _ = _net(rng, layers, drawn_m(rng, 2), given=parameters)
            calls.append((a3, y, parameters, any_lambda(rng)))
    value, after = called_observed(student.compute_cost_with_regularization, calls, "lambd")
    as_real(value, (), "the cost")
    expect_all_unchanged(("A3", "Y", "parameters"), calls, after)


implied(
    test_weights_have_a_price,
    test_every_weight_matrix_counts,
    test_penalty_is_quadratic,
    test_proportional_to_lambda,
    test_shrinks_with_more_examples,
    test_biases_are_free,
    test_no_penalty_without_lambda,
    test_one_example,
    by=(test_other_networks,),
)


@draw_once
def _ordinary(rng, right):
    """Calls of all sizes, and what a right function returns for them."""
    calls = []
    for _, y, parameters in ordinary_nets(rng, ORDINARY):
        a3 = rng.uniform(0.05, 0.95, y.shape)
        calls.append((a3, y, parameters, any_lambda(rng)))
    return calls, [np.asarray(right(*call)) for call in calls]


def _most_telling_first(calls):
    """The numbers of the calls; with few examples, or λ a whole number, mistakes look alike."""
    return sorted(range(len(calls)), key=lambda n: (calls[n][1].shape[1] < 6, calls[n][3] % 1 == 0))


def _net(rng, layers, m, biases=True, given=None):
    """A3, Y and parameters; the output need not belong to the weights, the cost cannot know."""
    parameters = given or fresh_parameters(rng, layers)
    if not biases:
        parameters.update({k: 0 * v for k, v in parameters.items() if k.startswith("b")})
    return rng.uniform(0.05, 0.95, (1, m)), rng.integers(0, 2, (1, m)), parameters


def _scaled(parameters, factor):
    return {name: factor * value for name, value in parameters.items()}


def _cost(student, a3, y, parameters, lambd):
    return called(student.compute_cost_with_regularization, a3, y, parameters, lambd=lambd)


def _costs(student, rng, *calls):
    """The student's own costs, as real numbers, for each (A3, Y, parameters, λ)."""
    costs = called_each(student.compute_cost_with_regularization, calls, "lambd", rng)
    return [float(as_real(cost, (), "the cost")) for cost in costs]


def _suspects(a3, y, parameters, lambd):
    """The costs that come out of the usual mistakes."""

    def suspects():
        plain, m = cross_entropy(a3, y), y.shape[1]
        w1, w2, w3 = (np.sum(parameters[name] ** 2) for name in WEIGHTS)
        biases = sum(np.sum(v**2) for k, v in parameters.items() if k.startswith("b"))
        matrices = [parameters[name] for name in WEIGHTS]
        share = lambd / (2 * m)
        squares = share * (w1 + w2 + w3)
        return {
            "there is no penalty in it": plain,
            "there is nothing but the penalty in it": squares,
            "the penalty is subtracted": plain - squares,
            "the ½ of the penalty is missing": plain + 2 * squares,
            "the penalty is halved twice": plain + squares / 2,
            "the penalty is not divided by the number of examples": plain + m * squares,
            "neither the ½ nor the 1/m is in the penalty": plain + 2 * m * squares,
            "the penalty is divided by the number of examples twice": plain + squares / m,
            "λ itself is squared": plain + lambd * squares,
            # with λ = 0 there is none to miss
            "λ is missing from the penalty": plain + squares / (lambd or 1),
            "the biases are penalised too": plain + squares + share * biases,
            "only the biases are penalised": plain + share * biases,
            "W3 is left out of the penalty": plain + share * (w1 + w2),
            "W1 is left out of the penalty": plain + share * (w2 + w3),
            "W2 is left out of the penalty": plain + share * (w1 + w3),
            "only W1 is penalised": plain + share * w1,
            "only W2 is penalised": plain + share * w2,
            "only W3 is penalised": plain + share * w3,
            "the weights are added up without being squared": plain
            + share * sum(np.sum(w) for w in matrices),
            "the sizes of the weights are added up, not their squares": plain
            + share * sum(np.sum(np.abs(w)) for w in matrices),
            "each matrix is added up first and squared afterwards": plain
            + share * sum(np.sum(w) ** 2 for w in matrices),
            "the norms of the matrices are added up, not their squares": plain
            + share * sum(np.linalg.norm(w) for w in matrices),
            "the squares are averaged instead of added up": plain
            + share * sum(np.mean(w**2) for w in matrices),
            "the cross-entropy is added up, not averaged": m * plain + squares,
        }

    return suspects
