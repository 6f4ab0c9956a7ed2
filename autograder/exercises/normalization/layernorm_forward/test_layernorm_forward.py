"""Hidden suite of `layernorm_forward`.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.normalization.norm_calls import (
    BUT_FOR_EPS,
    Call,
    drawn_eps,
    drawn_shape,
    forward_pair,
    layer_call,
)
from autograder.exercises.normalization.output_suspects import judge_outputs
from autograder.testing import check, expect_all_unchanged

ORDINARY = 30  # calls of all sizes
MANY = 20  # of those with an eps that shows


@check(weight=9, hint="Of which numbers are mean and variance taken now?")
def test_output(student, rng):
    """Each row is normalised by its own mean and variance, then scaled and shifted by column."""
    calls = [layer_call(rng, shape=drawn_shape(rng, 4)) for _ in range(ORDINARY)]
    _expect_outputs(student, calls, **BUT_FOR_EPS)


@check(weight=3, needs=(test_output,), hint="Where exactly in the formula is eps, and whose is it?")
def test_eps(student, rng):
    """The eps of the caller is added to the variance, under the root."""
    _expect_outputs(student, [layer_call(rng, eps=drawn_eps(rng)) for _ in range(MANY)])


@check(weight=2, needs=(test_output,), hint="How small is eps where the caller gives none?")
def test_default_eps(student, rng):
    """Where ln_param has no eps, it is 1e-5."""
    drawn = [layer_call(rng) for _ in range(6)]
    calls = [Call(call.x * np.sqrt(1e-3), call.gamma, call.beta, {}) for call in drawn]
    _expect_outputs(student, calls)


@check(
    weight=1,
    needs=(test_output,),
    hint="What is x minus its mean where all numbers of a row are the same?",
)
def test_small_shapes(student, rng):
    """A lone row, a lone column and a constant row work too."""
    drawn = layer_call(rng, eps=drawn_eps(rng))
    x = drawn.x.copy()
    x[0] = x[0, 0]
    calls = [layer_call(rng, eps=drawn_eps(rng), shape=shape) for shape in ((1, 5), (4, 1))]
    _expect_outputs(student, [Call(x, drawn.gamma, drawn.beta, drawn.param), *calls])


@check(
    weight=1,
    needs=(test_output,),
    hint="What dtype does a float32 array have when it meets a float64 array?",
)
def test_dtype(student, rng):
    """The output has the dtype of x when gamma and beta have it too."""
    calls = [layer_call(rng, eps=drawn_eps(rng), single=True),
             layer_call(rng, single=True, shape=(50, 100))]  # fmt: skip
    for call, (out, _) in zip(calls, _expect_outputs(student, calls), strict=True):
        got = getattr(out, "dtype", None)
        assert got == np.float32, (
            f"The output has the dtype {got} where x has {call.x.dtype}. {call.tried}"
        )


@check(
    weight=1.5,
    needs=(test_output,),
    hint="What will the backward pass need to know about this particular call?",
)
def test_cache(student, rng):
    """Something is returned for the backward pass."""
    call = layer_call(rng)
    _, cache = forward_pair(student.layernorm_forward(*call.args), call.tried)
    assert cache is not None, f"The cache is None. {call.tried}"


@check(
    weight=1.5,
    needs=(test_output,),
    hint="Which of your lines write into an argument? Layer normalisation has nothing to store.",
)
def test_arguments_unchanged(student, rng):
    """x, gamma, beta and ln_param are left unchanged."""
    calls = [layer_call(rng, eps=drawn_eps(rng) if place % 2 else None) for place in range(32)]
    given = [call.args for call in calls]
    _, after = student.layernorm_forward.each_observed(*given)
    expect_all_unchanged(("x", "gamma", "beta", "ln_param"), given, after)


@check(
    weight=1,
    example=True,
    needs=(test_output,),
    hint="Compare with the formula, line by line.",
)
def test_published_example(student, rng):
    """The worked example of the notebook, two rows of three numbers."""
    call = Call(np.array([[1.0, 2, 9], [3, 8, 5]]), np.ones(3), np.zeros(3), {"eps": 0.0})
    _expect_outputs(student, [call])


def _expect_outputs(student, calls, **near):
    """Judge the outputs of several calls, made in one request; return what came."""
    values = student.layernorm_forward.each(*(call.args for call in calls))
    judge_outputs(calls, values, 1, **near)
    return values
