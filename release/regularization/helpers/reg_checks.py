"""The visible checks: one for each exercise, on a published example and a case you can predict.

They are there to help. The grader asks more than they do, so read the contract too.
"""

import numpy as np

from . import reg_cases as cases
from .by_hand import judge_by_hand
from .check_panel import fail, visible_check
from .reg_compare import (
    call,
    compare,
    first_of,
    gradients_of,
    pair,
    require_number,
    show,
    sum_of,
)
from .reg_utils import backward_propagation, compute_cost, forward_propagation


@visible_check
def check_compute_cost_with_regularization(f):
    """Check the cost on the published example, and that lambda = 0 gives the plain cost."""
    _, parameters = cases.parameters()
    given = (cases.A3, cases.Y, parameters)
    cost = call(f, *given, 0.1)
    show("cost", cost, cases.COST)
    require_number(cost, "the cost")
    compare("the cost", cost, cases.COST, "cost", cost)
    plain = call(f, *given, 0)
    compare(
        "with lambd = 0 the cost",
        plain,
        compute_cost(*given[:2]),
        because=("without the penalty the plain cross-entropy should be left"),
    )
    return "as published"


@visible_check
def check_backward_propagation_with_regularization(f):
    """Check the gradients of the weights on the published example, and the case lambda = 0."""
    X, cache = cases.regularised_backward_inputs()
    gradients = gradients_of(f, X, cache, 0.7)
    for name, expected in cases.GRADIENTS.items():
        show(name, gradients[name], expected)
    for name, expected in cases.GRADIENTS.items():
        compare(name, gradients[name], expected, "L2 " + name, first_of(gradients[name]))
    plain, free = backward_propagation(X, cases.Y, cache), gradients_of(f, X, cache, 0)
    for name in cases.KEYS:
        if not name.startswith("dW"):
            compare(
                name,
                gradients[name],
                plain[name],
                because=("the penalty depends on the weights alone, so only the dW may change"),
            )
        compare(
            f"with lambd = 0, {name}",
            free[name],
            plain[name],
            because=("without the penalty it should be as in backward_propagation"),
        )
    return "as published"


@visible_check
def check_forward_propagation_with_dropout(f):
    """Check A3 on the published example, the masks in the cache, and the case keep_prob = 1."""
    X, parameters = cases.parameters(draw_X=True)
    A3, cache = pair(call(f, X, parameters, 0.7))
    show("A3", A3, cases.DROPPED_A3)
    compare(
        "A3",
        A3,
        cases.DROPPED_A3,
        "dropout A3",
        sum_of(A3),
        because=(
            "it should agree to 8 decimals if the masks are drawn in the order of the docstring"
        ),
    )
    for name, A, D in (("1", cache[2], cache[1]), ("2", cache[7], cache[6])):
        if np.shape(A) != np.shape(D) or np.any(np.asarray(A)[np.asarray(D) == 0]):
            fail(
                f"A{name} in the cache should be 0 wherever D{name} is 0: the activation that "
                "travels on, and the one that is cached, is the one after dropout"
            )
    everything, _ = pair(call(f, X, parameters, 1))
    plain, _ = forward_propagation(X, parameters)
    compare(
        "with keep_prob = 1, A3",
        everything,
        plain,
        because=("keeping every unit should give the plain forward pass"),
    )
    return "as published"


@visible_check
def check_backward_propagation_with_dropout(f):
    """Check dA1 and dA2 on the published example, and the case where nothing is dropped."""
    X, cache = cases.dropout_backward_inputs()
    gradients = gradients_of(f, X, cache, 0.8)
    for name, expected in cases.DROPPED_GRADIENTS.items():
        show(name, gradients[name], expected)
    for name, expected in cases.DROPPED_GRADIENTS.items():
        compare(name, gradients[name], expected, "dropout " + name, sum_of(gradients[name]))
    X, whole = cases.regularised_backward_inputs()
    kept = (*whole[:1], np.ones((2, 5)), *whole[1:5], np.ones((3, 5)), *whole[5:])
    nothing_dropped, plain = gradients_of(f, X, kept, 1), backward_propagation(X, cases.Y, whole)
    for name in cases.KEYS:
        compare(
            f"with masks of ones and keep_prob = 1, {name}",
            nothing_dropped[name],
            plain[name],
            because="where nothing is dropped it should be as in backward_propagation",
        )
    return "as published"


def check_by_hand(name, answer):
    """Say whether an answer worked out on paper is right; never stops the notebook."""
    judge_by_hand(name, answer, cases.BY_HAND[name], slack=1e-6)
