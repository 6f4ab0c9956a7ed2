"""Hidden suite of `dropout_backward`.

It is fed with the student's own cache, whatever its layout, where the own forward pass is right,
and with right caches otherwise: a wrong forward pass costs nothing here.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.dropout.dropout_layer import away_from_zero, right_caches, settings, tried
from autograder.exercises.dropout.gradient_knowledge import Slope
from autograder.exercises.dropout_masks import scale_words, scales_words, unrelated
from autograder.testing import (
    StudentFault,
    as_real,
    assert_close,
    check,
    compare_gradients,
    expect_unchanged,
    mismatch,
    with_picture,
)

SCALES = (0.75, 0.3)
SWITCHED_OFF = "An entry that was dropped had no part in the loss. How steep is the loss there?"


@check(weight=3, hint=SWITCHED_OFF)
def test_mask(student, rng):
    """No gradient reaches the entries that were dropped; some reaches all the others."""
    x, param = away_from_zero(rng, 14, 11), settings(0.6)
    _any_layout(student, rng, x, param, _judge_mask)


@check(weight=6, hint="The forward pass scaled what it kept. What does that do to the slope?")
def test_scale(student, rng):
    """The gradient of what was kept is divided by p, as the forward pass did."""
    given = [right_caches(student, rng, away_from_zero(rng, 15, 12), settings(p)) for p in SCALES]
    dout, failures = away_from_zero(rng, 15, 12), []
    for layout in zip(*given, strict=False):
        try:
            answers = [(student.dropout_backward(dout, cache), right) for cache, right in layout]
            return _judge_scale(answers, dout, SCALES)
        except (AssertionError, StudentFault) as failure:
            failures.append(failure)
    raise failures[0]


@check(
    weight=1.5,
    example=True,
    needs=(test_scale,),
    hint="Compare your line with the one of the forward pass: what is its slope?",
)
def test_published_example(student, rng):
    """The worked example of the notebook, against the slope of the forward pass."""
    draws = np.random.RandomState(231)
    x = draws.randn(10, 10) + 10
    _expect_right(student, rng, x, draws.randn(10, 10), settings(0.2, seed=123))


@check(weight=8, needs=(test_mask,), hint="What did the forward pass do to x in test mode?")
def test_test_mode(student, rng):
    """In test mode the gradient passes unchanged."""
    for shape in ((7, 9), (2, 3, 4, 5)):
        x = away_from_zero(rng, *shape)
        _expect_right(student, rng, x, away_from_zero(rng, *shape), settings(0.4, "test"))


@check(
    weight=0.5,
    needs=(test_mask,),
    hint="Where does the mask come from: this cache, or somewhere else?",
)
def test_mask_of_this_very_call(student, rng):
    """The mask is that of the cache, even when there have been other forward calls since."""
    x, param = away_from_zero(rng, 10, 9), settings(0.5)
    first, second = (right_caches(student, rng, x, param) for _ in range(2))
    for caches in (first, second):
        _judge_any(student, caches, away_from_zero(rng, 10, 9), param, _judge_mask)


@check(weight=0.4, needs=(test_mask,), hint="How many axes do dout and the mask have?")
def test_any_shape(student, rng):
    """Any shape, in single precision too."""
    for shape, kind in (((60,), np.float64), ((3, 2, 5, 4), np.float64), ((8, 9), np.float32)):
        x = away_from_zero(rng, *shape).astype(kind)
        _any_layout(student, rng, x, settings(0.6), _judge_mask)


@check(weight=0.3, needs=(test_mask,), hint="What do mask and division do when everything is kept?")
def test_keep_everything(student, rng):
    """With p = 1 the gradient passes unchanged."""
    x, dout = away_from_zero(rng, 9, 8), away_from_zero(rng, 9, 8)
    _expect_right(student, rng, x, dout, settings(1.0))


@check(weight=0.3, needs=(test_mask,), hint="Does a line of yours write into what was handed in?")
def test_arguments_unchanged(student, rng):
    """dout and the cache stay as they were."""
    x, param = away_from_zero(rng, 8, 7), settings(0.5)
    cache, _ = right_caches(student, rng, x, param)[0]
    dout = away_from_zero(rng, 8, 7)
    seen = student.dropout_backward.observed(dout, cache)
    expect_unchanged({"dout": dout, "cache": cache}, seen.args, ("dropout_param", "the mask"))


def _expect_right(student, rng, x, dout, param):
    _judge_any(student, right_caches(student, rng, x, param), dout, param, _judge_values)


def _any_layout(student, rng, x, param, judge):
    caches = right_caches(student, rng, x, param)
    _judge_any(student, caches, away_from_zero(rng, *x.shape).astype(x.dtype), param, judge)


def _judge_any(student, caches, dout, param, judge):
    """Pass when one of the caches, all of them right, is understood; else tell of the first."""
    failures = []
    for cache, factors in caches:
        try:
            return _magnify(judge, student.dropout_backward(dout, cache), dout, factors, param)
        except (AssertionError, StudentFault) as failure:
            failures.append(failure)
    raise failures[0]


def _magnify(judge, got, dout, factors, param):
    """Judge dx; where it is wrong, show which of its entries are."""
    with _picture(got, dout, factors):
        judge(got, dout, factors, param)


def _picture(got, dout, factors):
    rtol, right = 1e-7 if dout.dtype == np.float64 else 1e-5, {"dx": dout * factors}
    return with_picture(
        lambda: compare_gradients({"dx": got}, right, right, Slope(factors != 0), rtol=rtol)
    )


def _judge_values(got, dout, factors, param):
    context = _tried(dout, param)
    rtol = 1e-7 if dout.dtype == np.float64 else 1e-5
    if param["mode"] == "train" and mismatch(got, dout) is None and param["p"] != 1:
        raise AssertionError(f"dx is dout itself: the mask is not used. {context}")
    if param["mode"] == "train" and param["p"] != 1:  # these say more than that numbers are wrong
        _judge_mask(got, dout, factors, param)
        _judge_scale([(got, factors)], dout, (param["p"],))
    assert_close(got, dout * factors, "dx", rtol=rtol, because=context)


def _judge_mask(got, dout, factors, param):
    context = _tried(dout, param)
    dx, kept = as_real(got, dout.shape, "dx", context), factors != 0
    passed, stopped = dx[kept] != 0, dx[~kept] == 0
    assert dx.any(), f"dx is zero everywhere. {context}"
    assert not (passed.all() and not stopped.any()), (
        f"dx is zero nowhere: the mask is not used. {context}"
    )
    assert passed.any() or stopped.any(), (
        f"dx is zero just where the forward pass kept the entries. {context}"
    )
    assert stopped.all(), (
        f"dx is not zero for {np.sum(~stopped)} of the {stopped.size} entries that the forward "
        f"pass has dropped. {context}"
    )
    assert passed.all(), (
        f"dx is zero for {np.sum(~passed)} of the {passed.size} entries that the forward pass has "
        f"kept. {context}"
    )
    assert not unrelated(dx[kept], dout[kept]), f"dx has nothing to do with dout. {context}"


def _judge_scale(answers, dout, ps):
    """Judge answers for the same dout and several p by what the kept entries were multiplied with.

    ``answers``: what the student returned for each p, with the factors of its forward pass.
    """
    context, ratios = _tried(dout, settings(ps[0]), *ps[1:]), []
    for got, factors in answers:
        dx = as_real(got, dout.shape, "dx", context)
        there = (factors != 0) & (dx != 0)
        assert there.any(), f"dx is zero for all entries that were kept. {context}"
        # p, where the forward pass is right
        ratios.append((dx[there] / dout[there], 1 / float(np.median(factors[factors != 0]))))
    words = scales_words(ratios, "p")
    wrong = [answer for answer, run in zip(answers, ratios, strict=True) if scale_words(*run)]
    for got, factors in wrong[:1]:
        with _picture(got, dout, factors):
            raise AssertionError(f"The kept entries of dx are {words}. {context}")


def _tried(dout, param, *others):
    return tried(dout, param, *others).replace("x of shape", "dout of shape")
