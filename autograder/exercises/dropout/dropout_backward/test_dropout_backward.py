"""Hidden suite of `dropout_backward`.

It is fed with the student's own cache, whatever its layout, where the own forward pass is right,
and with right caches otherwise: a wrong forward pass costs nothing here.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.dropout.dropout_layer import (
    away_from_zero,
    drawn_p,
    right_caches,
    right_caches_each,
    settings,
    telling_inputs,
    tried,
)
from autograder.exercises.dropout.gradient_knowledge import Slope
from autograder.exercises.dropout_masks import scale_words, scales_words, unrelated
from autograder.testing import (
    StudentFault,
    as_real,
    assert_close,
    check,
    compare_gradients,
    draw_once,
    expect_all_unchanged,
    mismatch,
    with_picture,
)

ORDINARY = 30  # calls of all sizes in each of three checks
SWITCHED_OFF = "An entry that was dropped had no part in the loss. How steep is the loss there?"


@check(weight=3, hint=SWITCHED_OFF)
def test_mask(student, rng):
    """No gradient reaches the entries that were dropped; some reaches all the others."""
    others = _ordinary(rng, ORDINARY)
    size, p = _size(rng), drawn_p(rng, 0.4, 0.7)
    calls = [(away_from_zero(rng, *size), settings(p)), *((x, settings(p)) for x, _, p in others)]
    douts = [away_from_zero(rng, *size), *(dout for _, dout, _ in others)]
    _each_in_one_layout(student, rng, calls, douts, _judge_mask)


@check(weight=6, hint="The forward pass scaled what it kept. What does that do to the slope?")
def test_scale(student, rng):
    """The gradient of what was kept is divided by p, as in the forward pass."""
    scales, size = (drawn_p(rng, 0.65, 0.8), drawn_p(rng, 0.25, 0.35)), _size(rng)
    calls = [(away_from_zero(rng, *size), settings(p)) for p in scales]
    dout, others = away_from_zero(rng, *size), _ordinary(rng, ORDINARY)
    calls += [(x, settings(p)) for x, _, p in others]
    douts = [dout, dout, *(each for _, each, _ in others)]

    def judge(answers):
        _judge_scale(answers[:2], dout, scales)
        for (got, factors), each, (_, param) in list(zip(answers, douts, calls, strict=True))[2:]:
            _judge_one_scale(got, each, factors, param)

    _in_one_layout(student, rng, calls, douts, judge)


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
    shapes = _size(rng), (2, *_size(rng, 3, 6), 5)
    calls = [(away_from_zero(rng, *shape), settings(drawn_p(rng), "test")) for shape in shapes]
    others = _ordinary(rng, ORDINARY)
    calls += [(x, settings(p, "test")) for x, _, p in others]
    douts = [away_from_zero(rng, *shape) for shape in shapes] + [each for _, each, _ in others]
    _each_in_one_layout(student, rng, calls, douts, _judge_values)


@check(
    weight=0.5,
    needs=(test_mask,),
    hint="Where does the mask come from: this cache, or somewhere else?",
)
def test_mask_of_this_very_call(student, rng):
    """The mask is that of the cache, even when there have been other forward calls since."""
    size, param = _size(rng), settings(drawn_p(rng, 0.4, 0.6))
    x = away_from_zero(rng, *size)
    first, second = (right_caches(student, rng, x, param) for _ in range(2))
    for caches in (first, second):
        _judge_any(student, caches, away_from_zero(rng, *size), param, _judge_mask)


@check(weight=0.4, needs=(test_mask,), hint="How many axes do dout and the mask have?")
def test_any_shape(student, rng):
    """Any shape works, in single precision too."""
    one, three, four = (telling_inputs(rng, 1, axes)[0] for axes in (1, 3, 4))
    for x in (one, three, four, away_from_zero(rng, *_size(rng)).astype(np.float32)):
        _any_layout(student, rng, x, settings(drawn_p(rng, 0.4, 0.7)), _judge_mask)


@check(
    weight=0.3,
    needs=(test_mask,),
    hint="What do the mask and the division do when everything is kept?",
)
def test_keep_everything(student, rng):
    """With p = 1 the gradient passes unchanged."""
    for p in (1, 1.0):
        size = _size(rng)
        x, dout = away_from_zero(rng, *size), away_from_zero(rng, *size)
        _expect_right(student, rng, x, dout, settings(p))


@check(weight=0.3, needs=(test_mask,), hint="Does one of your lines write into an argument?")
def test_arguments_unchanged(student, rng):
    """dout and the cache are left unchanged."""
    calls = []
    for _ in range(2):
        size = _size(rng)
        x, param = away_from_zero(rng, *size), settings(drawn_p(rng, 0.4, 0.6))
        cache, _ = right_caches(student, rng, x, param)[0]
        calls += [(away_from_zero(rng, *size), cache) for _ in range(10)]
    _, after = student.dropout_backward.each_observed(*calls)
    expect_all_unchanged(("dout", "cache"), calls, after, ("dropout_param", "the mask"))


def _size(rng, least=8, most=15):
    """The two lengths of a table."""
    return tuple(rng.integers(least, most, 2, endpoint=True).tolist())


@draw_once
def _ordinary(rng, number):
    """An x, a dout and a p for each call; with so many entries that some are kept, some not."""
    found = []
    for x in telling_inputs(rng, number):
        dout = away_from_zero(rng, *x.shape).astype(x.dtype)
        found.append((x, dout.T.copy().T if rng.random() < 0.2 else dout, drawn_p(rng)))
    return tuple(found)


def _in_one_layout(student, rng, calls, douts, judge):
    """Pass when the caches of one layout, all of them right, are understood; or tell of the first.

    ``judge``: gets what each call returned, with the factors of its forward pass.
    """
    failures = []
    for layout in zip(*right_caches_each(student, rng, calls), strict=False):
        caches, factors = zip(*layout, strict=True)
        try:
            found = student.dropout_backward.each(*zip(douts, caches, strict=True))
            return judge(list(zip(found, factors, strict=True)))
        except (AssertionError, StudentFault) as failure:
            failures.append(failure)
    raise failures[0]


def _each_in_one_layout(student, rng, calls, douts, judge):
    def judge_all(answers):
        for (got, factors), dout, (_, param) in zip(answers, douts, calls, strict=True):
            _magnify(judge, got, dout, factors, param)

    _in_one_layout(student, rng, calls, douts, judge_all)


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
        f"dx is zero exactly where the forward pass kept the entries. {context}"
    )
    assert stopped.all(), (
        f"dx is not zero for {np.sum(~stopped)} of the {stopped.size} entries that the forward "
        f"pass dropped. {context}"
    )
    assert passed.all(), (
        f"dx is zero for {np.sum(~passed)} of the {passed.size} entries that the forward pass "
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


def _judge_one_scale(got, dout, factors, param):
    """Judge what was multiplied with what was kept, as the same mistake has been told by then."""
    context, rtol = _tried(dout, param), 1e-6 if dout.dtype == np.float64 else 1e-5
    dx = as_real(got, dout.shape, "dx", context)
    there = (factors != 0) & (dx != 0)
    right = (dout * factors)[there]
    with _picture(got, dout, factors):
        assert there.any(), f"dx is zero for all entries that were kept. {context}"
        assert (np.abs(dx[there] - right) <= rtol * np.abs(right)).all(), (
            f"In some calls the kept entries of dx are divided by p, in others not. {context}"
        )


def _tried(dout, param, *others):
    return tried(dout, param, *others).replace("x of shape", "dout of shape")
