"""The visible checks: one for each exercise, on an example that can be worked out by hand.

They are there to help. The grader asks more than they do, so read the contract too.
"""

import numpy as np

from . import shrink_cases as cases
from .by_hand import judge_by_hand
from .check_panel import fail, flat, visible_check
from .shrink_compare import call, compare, show, two


@visible_check
def check_ridge_fit(f):
    """Check w and b on the example by hand, and on the same data moved away from zero."""
    w, b = two(call(f, cases.X, cases.Y, 0.5), "w and b")
    show("w", w, cases.RIDGE)
    compare("w", w, cases.RIDGE, "ridge")
    compare("b", b, 0.0, because="with centred data it is zero")
    w, b = two(call(f, cases.MOVED_X, cases.MOVED_Y, 0.5), "w and b")
    show("with the data moved, b", b, cases.MOVED_B)
    because = "where the data lie should not matter to w: are X and y centred?"
    compare("with the data moved, w", w, cases.RIDGE, because=because)
    because = "it should be the mean of y, less what w predicts at the mean of X"
    compare("with the data moved, b", b, cases.MOVED_B, because=because)
    return "as by hand"


@visible_check
def check_descent_path(f):
    """Check three steps on the example by hand, and a path of no steps."""
    path = call(f, cases.X, cases.Y, 0.25, 3)
    show("path", path, cases.PATH)
    compare("path", path, cases.PATH, "path")
    start = call(f, cases.X, cases.Y, 0.25, 0)
    compare("the path of no steps", start, np.zeros((1, 2)), because="it is the start alone")
    return "as by hand"


@visible_check
def check_dropout_objective(f):
    """Check value and gradient on the example by hand, and p = 1, where nothing is dropped."""
    names = "the value and the gradient"
    given = (cases.X, cases.Y, cases.W)
    value, gradient = two(call(f, *given, cases.KEEP), names)
    show("value", value, cases.VALUE)
    compare("value", value, cases.VALUE, "value")
    show("gradient", gradient, cases.GRADIENT)
    compare("gradient", gradient, cases.GRADIENT, "gradient")
    value, gradient = two(call(f, *given, 1.0), names)
    because = "where nothing is dropped it is plain least squares"
    compare("with p = 1 the value", value, 1.25, because=because)
    compare("with p = 1 the gradient", gradient, [-0.5, -2.0], because=because)
    return "as by hand"


@visible_check
def check_min_norm_fit(f):
    """Check one example of two features, the example by hand, and a column that comes twice."""
    w = call(f, np.array([[3.0, 4.0]]), np.array([5.0]))
    show("w", w, cases.BY_HAND["smallest fit"])
    compare("w", w, cases.BY_HAND["smallest fit"], "smallest fit")
    w = call(f, cases.X, cases.Y)
    because = "with enough examples it is least squares"
    compare("on the example of exercise 1, w", w, cases.LEAST_SQUARES, because=because)
    w = call(f, np.array([[1.0, 1.0], [2.0, 2.0]]), np.array([2.0, 4.0]))
    if np.shape(w) == (2,) and not np.allclose(w[:1], w[1:]):
        fail(
            "where a column comes twice, both should get the same weight: that is shortest", flat(w)
        )
    compare("where a column comes twice, w", w, [1.0, 1.0])
    return "as by hand"


def check_by_hand(name, answer):
    """Say whether an answer worked out on paper is right; never stops the notebook."""
    judge_by_hand(name, answer, cases.BY_HAND[name], slack=1e-6)
