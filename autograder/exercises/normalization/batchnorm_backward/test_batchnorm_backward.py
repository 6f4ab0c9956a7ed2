"""Hidden suite of `batchnorm_backward`.

It is fed with the caches of the student's own forward pass, whatever their layout.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.normalization.judge_backward import (
    TIGHT,
    Layer,
    ask_backward,
    ask_kindly,
    expect_untouched,
    judge,
    judge_cache,
    judge_shapes,
)
from autograder.exercises.normalization.norm_calls import (
    BUT_FOR_EPS,
    Call,
    batch_call,
    drawn_dout,
    drawn_eps,
    drawn_shape,
)
from autograder.testing import check

LAYER = Layer("batchnorm_forward", "batchnorm_backward", 0)
ORDINARY = 30  # calls of all sizes, the small ones first
SMALL = 6


@check(weight=1.5, hint="How does the loss change when one entry of beta does?")
def test_dbeta(student, reference):
    """dbeta is the gradient of beta: summed over the examples."""
    judge(student, _ordinary(student, reference), ["dbeta"], TIGHT, _ask_kindly)


@check(weight=2.5, hint="What is gamma multiplied with on the way forward?")
def test_dgamma(student, reference):
    """dgamma is the gradient of gamma: dout times the normalised x, summed over the examples."""
    judge(student, _ordinary(student, reference), ["dgamma"], BUT_FOR_EPS, _ask_kindly)


@check(weight=6, hint="x counts by itself, in the mean and in the variance: three paths.")
def test_dx(student, reference):
    """dx adds up all paths: x itself, the mean and the variance."""
    judge(student, _ordinary(student, reference), ["dx"], BUT_FOR_EPS, _ask_kindly)


@check(weight=1.5, needs=(test_dx,), hint="Which eps did that very call have, and where was it?")
def test_eps_in_dx(student, reference, rng):
    """dx is exact with a large eps, too."""
    judge(student, _with_eps(student, reference, rng), ["dx"], TIGHT, _ask_kindly)


@check(weight=0.75, needs=(test_dgamma,), hint="Which eps did that very call have?")
def test_eps_in_dgamma(student, reference, rng):
    """dgamma is exact with a large eps, too."""
    judge(student, _with_eps(student, reference, rng), ["dgamma"], TIGHT, _ask_kindly)


@check(
    weight=0.75,
    needs=(test_dbeta, test_dgamma),
    hint="What shape do gamma and beta have?",
)
def test_shapes(student, reference, rng):
    """dgamma and dbeta have the shape (D,), dx that of x."""
    judge_shapes(_asked(student, reference, *_drawn(rng, 3)))


@check(
    weight=0.75,
    needs=(test_dx, test_dgamma, test_dbeta),
    hint="Where do the numbers come from: from this cache, and are they still the same afterwards?",
)
def test_cache_of_this_very_call(student, reference, rng):
    """Everything comes from this cache, even after a later forward pass, and it serves twice."""
    (first, later), (dout, _) = _drawn(rng, 2, shape=drawn_shape(rng, 4))
    judge_cache(student, LAYER, first, later, dout, reference.batchnorm_forward)


@check(
    weight=0.5,
    needs=(test_dx,),
    hint="Does one of your lines write into an argument?",
)
def test_arguments_unchanged(student, reference, rng):
    """dout and the cache are left unchanged."""
    calls, douts = _drawn(rng, 30, eps=drawn_eps(rng), shape=drawn_shape(rng))
    expect_untouched(student, LAYER, calls, douts, reference.batchnorm_forward)


@check(
    weight=0.5,
    needs=(test_dx, test_dgamma, test_dbeta),
    hint="What can a lone number learn from its own mean?",
)
def test_small_shapes(student, reference, rng):
    """One example, or one feature, is enough."""
    calls, douts = [], []
    for shape in ((1, 4), (5, 1), (1, 1), (2, 3)):
        (call,), (dout,) = _drawn(rng, 1, shape=shape)
        calls.append(call)
        douts.append(dout)
    answers = _asked(student, reference, calls, douts)
    # a wrong forward pass may have no slope there, which has its price elsewhere
    if all(answer.passed.is_right for answer in answers):
        judge(student, answers, ["dx", "dgamma", "dbeta"], BUT_FOR_EPS, _ask_kindly)


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
    answers = _asked(student, reference, [call], [draws.randn(4, 5)])
    judge(student, answers, ["dx", "dgamma", "dbeta"], BUT_FOR_EPS, _ask_kindly)


def _drawn(rng, number, shape=None, **settings):
    """Calls of the forward pass, and what arrives from above."""
    calls = [batch_call(rng, "train", shape=shape, **settings) for _ in range(number)]
    return calls, [drawn_dout(rng, *call.x.shape) for call in calls]


def _ask_for_ordinary(student, rng):
    """What a student's two functions give for the ordinary calls; empty where there is no cache."""
    shapes = [drawn_shape(rng, 4, 5) for _ in range(SMALL)]
    shapes += [drawn_shape(rng, 4) for _ in range(ORDINARY - SMALL)]
    drawn = [_drawn(rng, 1, shape=shape) for shape in shapes]
    calls, douts = [each for (each,), _ in drawn], [each for _, (each,) in drawn]
    return ask_backward(student, LAYER, calls, douts, None), calls, douts


def _ask_kindly(student, rng):
    """The same for calls that a wrong forward pass may do rightly."""
    return ask_kindly(student, rng, LAYER, {"mode": "train"})


def _ordinary(student, reference):
    answers, calls, douts = student.once(_ask_for_ordinary)
    return answers or _asked(student, reference, calls, douts)


def _asked(student, reference, calls, douts):
    return ask_backward(student, LAYER, calls, douts, reference.batchnorm_forward)


def _with_eps(student, reference, rng):
    drawn = [_drawn(rng, 1, eps=drawn_eps(rng), shape=drawn_shape(rng, 2, 5)) for _ in range(8)]
    calls, douts = [each for (each,), _ in drawn], [each for _, (each,) in drawn]
    return _asked(student, reference, calls, douts)
