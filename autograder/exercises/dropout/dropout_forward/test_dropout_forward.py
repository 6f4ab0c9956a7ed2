"""Hidden suite of `dropout_forward`. Nothing here depends on how the mask is drawn.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.dropout.dropout_layer import (
    away_from_zero,
    drawn_p,
    drawn_seed,
    forward,
    forward_each,
    ordinary_batches,
    ordinary_inputs,
    settings,
    tried,
)
from autograder.exercises.dropout_masks import repeats, scales_words, shares_words
from autograder.testing import StudentFault, assert_close, check, expect_all_unchanged, mismatch

ORDINARY = 30  # calls of all kinds in each of the two modes


@check(
    weight=0.5,
    hint="Which of your lines sets activations to zero, and what happens to the other activations?",
)
def test_units_are_dropped(student, rng):
    """There is dropout in train mode: some entries are switched off, the others scaled alike."""
    done = forward(student, _table(rng, 25, 35), settings(drawn_p(rng, 0.4, 0.6)))
    if done.kept.all() and np.unique(done.factors.round(9)).size > 1:
        raise AssertionError(f"{_without_zeros(done)} {done.context}")
    _expect_one_factor(done)


@check(
    weight=2,
    needs=(test_units_are_dropped,),
    hint="Each draw decides about one entry. How many draws do you need?",
)
def test_every_entry_on_its_own(student, rng):
    """Each unit is kept or dropped anew in every example."""
    done = forward(student, _table(rng, 40, 60), settings(drawn_p(rng, 0.4, 0.6)))
    kept, all_seen = done.kept, np.ones(done.x.shape, dtype=bool)
    assert not repeats(kept.T, all_seen.T), (
        f"Every example loses exactly the same units: one row of the mask "
        f"is used for all. {done.context}"
    )
    alike = np.mean(kept.all(axis=1) | ~kept.any(axis=1))
    whom = "An example keeps" if alike == 1 else "Most examples keep"
    assert alike < 0.5, f"{whom} all units or none of them. {done.context}"


@check(
    weight=4.5,
    needs=(test_units_are_dropped, test_every_entry_on_its_own),  # too few draws show no share
    hint="Of a thousand random numbers between 0 and 1, about how many are below 0.3?",
)
def test_share_of_kept_units(student, rng):
    """A share p of the entries is kept; the others are dropped."""
    shares = drawn_p(rng, 0.2, 0.3), drawn_p(rng, 0.38, 0.46), drawn_p(rng, 0.65, 0.8)
    calls = [(away_from_zero(rng, 120, 70), settings(p)) for p in shares]
    runs = forward_each(student, rng, calls)
    words = shares_words([(done.kept, p) for done, p in zip(runs, shares, strict=True)], "p")
    assert words is None, (
        f"{words[:1].upper()}{words[1:]}. {tried(runs[0].x, settings(shares[0]), *shares[1:])}"
    )


@check(weight=6, hint="What should the next layer get on average, with and without dropout?")
def test_scale_of_kept_units(student, rng):
    """What is kept is divided by p, so that the mean stays the same."""
    scales = drawn_p(rng, 0.7, 0.85), drawn_p(rng, 0.22, 0.32)
    calls = [(away_from_zero(rng, 80, 50), settings(p)) for p in scales]
    calls += _ordinary(rng, ORDINARY, "train")
    runs = forward_each(student, rng, calls)
    runs, others = runs[:2], list(zip(calls[2:], runs[2:], strict=True))
    context = tried(runs[0].x, settings(scales[0]), *scales[1:])
    for done in runs:
        assert done.kept.any(), f"The output is zero everywhere. {done.context}"
    words = scales_words(
        [(done.factors[done.kept], p) for done, p in zip(runs, scales, strict=True)], "p"
    )
    assert words is None, f"The kept entries are {words}. {context}"
    kept = [(done.kept, p) for done, p in zip(runs, scales, strict=True)]
    # of a few draws that serve many entries no mean can be told
    if not any(_is_shared(done.kept) for done in runs):
        assert shares_words(kept, "p") is None, (
            f"The kept entries are divided by p, but another share than p is kept: the mean of the "
            f"output is not that of x. {context}"
        )
    for (_, param), done in others:
        assert done.is_divided_by(param["p"]), (
            f"In some calls the entries are zero or divided by p, in others not. {done.context}"
        )


@check(
    weight=10.5,
    needs=(test_units_are_dropped,),
    hint="Dropout disturbs training on purpose. What is there to disturb when the net predicts?",
)
def test_test_mode(student, rng):
    """In test mode x comes back unchanged: nothing dropped, nothing scaled."""
    calls = [(_table(rng, 40, 50), settings(drawn_p(rng), "test", seed))
             for seed in (None, drawn_seed(rng), None)]  # fmt: skip
    calls += _ordinary(rng, ORDINARY, "test")
    for (_, param), done in zip(calls, forward_each(student, rng, calls), strict=True):
        if done.raw is not None and np.array_equal(done.out, done.x):
            continue
        p = param["p"]
        dropped = np.mean(~done.kept)
        assert dropped < 1, f"The output in test mode is zero everywhere. {done.context}"
        assert dropped == 0, (
            f"Units are dropped at test time: the output is zero for {dropped:.0%} of the entries. "
            f"Dropout belongs to training alone. {done.context}"
        )
        assert mismatch(done.out, p * done.x) is not None, (
            f"The output is x times p: with inverted dropout the scaling has been done in training "
            f"already, and test mode leaves x alone. {done.context}"
        )
        assert_close(done.out, done.x, "the output in test mode", because=done.context)


@check(
    weight=0.5,
    needs=(test_units_are_dropped,),
    hint="What makes NumPy draw the same numbers again?",
)
def test_seed(student, rng):
    """With the same seed, a call gives the same mask; with another seed, another mask."""
    x, p, seed = _table(rng, 15, 20), drawn_p(rng, 0.4, 0.6), drawn_seed(rng)
    first, other, again = (
        forward(student, x, settings(p, seed=each)) for each in (seed, seed + 1, seed)
    )
    assert (first.kept == again.kept).all(), (
        f"Two calls with the same seed drop different units: is the seed used? {first.context}"
    )
    if (first.kept == other.kept).all():
        turned = forward(student, x[::-1], settings(p, seed=seed))
        by_value = (turned.kept == first.kept[::-1]).all()
        raise AssertionError(
            f"Which units are dropped depends on their values, not on chance. "
            f"{first.context}" if by_value else
            f"Two different seeds drop exactly the same units. {first.context}"
        )  # fmt: skip


@check(
    weight=0.25,
    needs=(test_units_are_dropped,),
    hint="Which seeds count as true in Python, and which as false?",
)
def test_seed_of_zero(student, rng):
    """0 is a seed like any other."""
    x, p = _table(rng, 15, 20), drawn_p(rng, 0.4, 0.6)
    first, again = (forward(student, x, settings(p, seed=0)) for _ in range(2))
    assert (first.kept == again.kept).all(), f"A seed of 0 is not used. {first.context}"


@check(
    weight=0.25,
    needs=(test_units_are_dropped,),
    hint="What seeds the generator in a call without a seed?",
)
def test_new_masks_without_a_seed(student, rng):
    """Without a seed every call draws a new mask."""
    x, p = _table(rng, 15, 20), drawn_p(rng, 0.4, 0.6)
    first, again = (forward(student, x, settings(p)) for _ in range(2))
    assert not (first.kept == again.kept).all(), (
        f"Two calls without a seed drop exactly the same units. {first.context}"
    )


@check(
    weight=0.25,
    needs=(test_units_are_dropped,),
    hint="How many axes does your mask have, and how many has x?",
)
def test_any_shape(student, rng):
    """Vectors, batches of images and arrays of any other shape are dropped entry by entry."""
    calls = [
        (away_from_zero(rng, *shape), settings(drawn_p(rng, 0.4, 0.7)))
        for _ in range(4)
        for shape in _drawn_shapes(rng)
    ]
    for done in forward_each(student, rng, calls):
        shape = done.x.shape
        _expect_one_factor(done)
        assert not _is_shared(done.kept.reshape(shape[0], -1)), (
            f"Every example loses exactly the same units, or an example loses all or none of them. "
            f"{done.context}"
        )


@check(
    weight=0.25,
    needs=(test_units_are_dropped,),
    hint="Which dtype does a float32 array times a float64 array have?",
)
def test_dtype(student, rng):
    """The output has the dtype of x."""
    for kind in (np.float64, np.float32):
        calls = [(_table(rng, 12, 20).astype(kind), settings(drawn_p(rng, 0.4, 0.6)))
                 for _ in range(3)]  # fmt: skip
        for done in forward_each(student, rng, calls):
            _expect_dtype(done, kind)
            _expect_one_factor(done)


@check(
    weight=0.25,
    needs=(test_units_are_dropped,),
    hint="Which draws between 0 and 1 are smaller than 1?",
)
def test_keep_everything(student, rng):
    """With p = 1 nothing changes."""
    ps = (1, 1.0, 1.0, drawn_p(rng), drawn_p(rng))
    calls = [(_table(rng, 20, 30), settings(p)) for p in ps]
    for done in forward_each(student, rng, calls)[:3]:
        assert_close(done.out, done.x, "the output", because=done.context)


@check(
    weight=0.5,
    needs=(test_units_are_dropped,),
    hint="What will the backward pass need to know about this particular call?",
)
def test_cache(student, rng):
    """The cache carries the mask and the settings to the backward pass."""
    _expect_usable_cache(student, rng, settings(drawn_p(rng, 0.5, 0.7)))


@check(
    weight=0.25,
    needs=(test_units_are_dropped,),
    hint="Does one of your lines write into an argument?",
)
def test_arguments_unchanged(student, rng):
    """x and dropout_param are left unchanged."""
    _expect_arguments_unchanged(student, rng, "train")


@check(
    weight=0.25,
    needs=(test_test_mode, test_any_shape, test_dtype, test_cache, test_arguments_unchanged),
    hint="What do the other checks ask of train mode: shape, dtype, cache, arguments?",
)
def test_all_this_in_test_mode(student, rng):
    """In test mode too: any shape and dtype, a cache for the backward pass, arguments unchanged."""
    kinds = (np.float32, np.float64, np.float32)
    calls = [(away_from_zero(rng, *shape).astype(kind), settings(drawn_p(rng), "test"))
             for shape, kind in zip(_drawn_shapes(rng), kinds, strict=True)]  # fmt: skip
    for kind, done in zip(kinds, forward_each(student, rng, calls), strict=True):
        _expect_dtype(done, kind)
        assert_close(done.out, done.x, "the output in test mode", because=done.context)
    _expect_usable_cache(student, rng, settings(drawn_p(rng), "test"))
    _expect_arguments_unchanged(student, rng, "test")


def _table(rng, least, most):
    """An input of two axes, each of a drawn length."""
    return away_from_zero(rng, *rng.integers(least, most, 2, endpoint=True).tolist())


def _drawn_shapes(rng):
    """Of one, three and four axes."""
    sizes = rng.integers(4, 9, 7).tolist()
    return (40 * sizes[0],), (sizes[1], 8, 2 * sizes[2]), (6, sizes[3], 7, sizes[4])


def _ordinary(rng, number, mode):
    """Calls of all kinds in one mode, the notebook's largest batch among them."""
    return [
        (x, settings(drawn_p(rng), mode, drawn_seed(rng) if rng.random() < 0.3 else None))
        for x in ordinary_batches(rng, number)
    ]


def _is_shared(kept):
    """Whether one row serves all examples, or one column all units."""
    seen = np.ones(kept.shape, dtype=bool)
    return repeats(kept.T, seen.T) or repeats(kept, seen)


def _expect_dtype(done, kind):
    got = getattr(done.raw, "dtype", None)
    assert got == kind, (
        f"The output has the dtype {got} where x has {np.dtype(kind)}. {done.context}"
    )


def _expect_usable_cache(student, rng, param):
    done = forward(student, _table(rng, 9, 13), param)
    if not _holds_by_contract(done, param):
        _serves_the_own_backward_pass(student, rng, done)


def _expect_arguments_unchanged(student, rng, mode):
    calls = [(x, settings(drawn_p(rng), mode, drawn_seed(rng))) for x in ordinary_inputs(rng, 16)]
    _, after = student.dropout_forward.each_observed(*calls)
    expect_all_unchanged(("x", "dropout_param"), calls, after)


def _expect_one_factor(done):
    """Some entries are dropped and the others multiplied by one number; which, is asked above."""
    assert done.kept.any(), f"The output is zero everywhere. {done.context}"
    assert not done.kept.all(), f"Nothing was dropped: the output has no zeros. {done.context}"
    factors = done.factors[done.kept]
    assert np.allclose(factors, factors[0], rtol=1e-5), (
        f"The kept entries are not all x times the same number. {done.context}"
    )


def _holds_by_contract(done, param):
    """Whether the cache is (dropout_param, mask) with a mask that tells what was kept."""
    pair = isinstance(done.cache, (tuple, list)) and len(done.cache) == 2
    if not pair or not isinstance(done.cache[0], dict):
        return False
    noted, mask = done.cache
    if noted.get("mode") != param["mode"]:
        return False
    if param["mode"] == "test":
        return True
    readable = isinstance(mask, np.ndarray) and mask.dtype.kind in "biuf"
    if not readable or mask.shape != done.x.shape or np.unique(mask).size > 2:
        return False  # more than two values are no mask, the output itself for one
    return ((mask != 0) == done.kept).all()


def _serves_the_own_backward_pass(student, rng, done):
    """A cache of another layout is right when the student's own backward pass can use it."""
    dout = away_from_zero(rng, *done.x.shape)
    try:
        words = mismatch(student.dropout_backward(dout, done.cache), dout * done.factors)
    except StudentFault:
        words = "fails"
    assert words is None, (
        f"The cache is not (dropout_param, mask) with a mask that tells what was kept, and your "
        f"dropout_backward cannot use it either{_told_of_mask(done)}. {done.context}"
    )


def _told_of_mask(done):
    """What a mask that can be read tells instead; nothing where there is none."""
    if not isinstance(done.cache, (tuple, list)) or not len(done.cache):
        return ": the cache is not a tuple"
    masks = [part for part in done.cache if isinstance(part, np.ndarray)]
    mask = next((part for part in masks if part.shape == done.x.shape), None)
    if mask is None:
        return ": it contains no mask of the shape of x"
    if ((mask != 0) == ~done.kept).all():
        return ": the mask is zero exactly where the entries were kept"
    if np.unique(mask).size > 2:
        return ": what it contains is not a mask, as it has more than two values"
    return ": the mask is not the one that the output shows"


def _without_zeros(done):
    """What became of the entries that should be zero."""
    if np.unique(done.factors.round(9)).size == 2:
        return "Dropped entries should be zero, but they are multiplied by a number that is not 0."
    values, times = np.unique(done.out.round(9), return_counts=True)
    if times.max() < 0.1 * done.out.size:
        return "No entry is zero: each is multiplied by a number of its own, none by 0."
    mean = np.isclose(values[times.argmax()], done.x.mean())
    what = "the mean of x" if mean else "another number, the same for all"
    return f"Dropped entries should be zero, but they are set to {what}."
