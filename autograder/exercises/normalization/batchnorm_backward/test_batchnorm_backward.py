"""Hidden suite of `batchnorm_backward`.

It is fed with the caches of the student's own forward pass, whatever their layout.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

from functools import partial

import numpy as np

from autograder.exercises.normalization.backward_calls import BackwardCalls
from autograder.exercises.normalization.judge_backward import TIGHT, Layer, judge_shapes
from autograder.exercises.normalization.norm_calls import Call, batch_call
from autograder.testing import check

CALLS = BackwardCalls(
    Layer("batchnorm_forward", "batchnorm_backward", 0),
    partial(batch_call, mode="train"),
    {"mode": "train"},
)


@check(weight=1.5, hint="How does the loss change when one entry of beta does?")
def test_dbeta(student, reference):
    """dbeta is the gradient of beta: summed over the examples."""
    CALLS.judge(student, CALLS.ordinary(student, reference), ["dbeta"], TIGHT)


@check(weight=2.5, hint="What is gamma multiplied with on the way forward?")
def test_dgamma(student, reference):
    """dgamma is the gradient of gamma: dout times the normalised x, summed over the examples."""
    CALLS.judge(student, CALLS.ordinary(student, reference), ["dgamma"])


@check(weight=6, hint="x counts by itself, in the mean and in the variance: three paths.")
def test_dx(student, reference):
    """dx adds up all paths: x itself, the mean and the variance."""
    CALLS.judge(student, CALLS.ordinary(student, reference), ["dx"])


@check(weight=1.5, needs=(test_dx,), hint="Which eps did that very call have, and where was it?")
def test_eps_in_dx(student, reference, rng):
    """dx is exact with a large eps, too."""
    CALLS.judge(student, CALLS.with_eps(student, reference, rng), ["dx"], TIGHT)


@check(weight=0.75, needs=(test_dgamma,), hint="Which eps did that very call have?")
def test_eps_in_dgamma(student, reference, rng):
    """dgamma is exact with a large eps, too."""
    CALLS.judge(student, CALLS.with_eps(student, reference, rng), ["dgamma"], TIGHT)


@check(
    weight=0.75,
    needs=(test_dbeta, test_dgamma),
    hint="What shape do gamma and beta have?",
)
def test_shapes(student, reference, rng):
    """dgamma and dbeta have the shape (D,), dx that of x."""
    judge_shapes(CALLS.asked(student, reference, *CALLS.drawn(rng, 3)))


@check(
    weight=0.75,
    needs=(test_dx, test_dgamma, test_dbeta),
    hint="Where do the numbers come from: from this cache, and are they still the same afterwards?",
)
def test_cache_of_this_very_call(student, reference, rng):
    """Everything comes from this cache, even after a later forward pass, and it serves twice."""
    CALLS.expect_own_cache(student, reference, rng)


@check(
    weight=0.5,
    needs=(test_dx,),
    hint="Does one of your lines write into an argument?",
)
def test_arguments_unchanged(student, reference, rng):
    """dout and the cache are left unchanged."""
    CALLS.expect_untouched(student, reference, rng)


@check(
    weight=0.5,
    needs=(test_dx, test_dgamma, test_dbeta),
    hint="What can a lone number learn from its own mean?",
)
def test_small_shapes(student, reference, rng):
    """One example, or one feature, is enough."""
    shapes = ((1, 4), (5, 1), (1, 1), (2, 3))
    answers = CALLS.of_shapes(student, reference, rng, shapes)
    # a wrong forward pass may have no slope there, which has its price elsewhere
    if all(answer.passed.is_right for answer in answers):
        CALLS.judge(student, answers, ["dx", "dgamma", "dbeta"])


@check(
    weight=0.75,
    example=True,
    needs=(test_dx, test_dgamma, test_dbeta),
    hint="Compare with the derivation, line by line.",
)
def test_published_example(student, reference, rng):
    """The worked example of the notebook, against the right gradients."""
    draws = np.random.RandomState(231)
    x, gamma, beta = 5 * draws.randn(4, 5) + 12, draws.randn(5), draws.randn(5)
    call = Call(x, gamma, beta, {"mode": "train"})
    answers = CALLS.asked(student, reference, [call], [draws.randn(4, 5)])
    CALLS.judge(student, answers, ["dx", "dgamma", "dbeta"])
