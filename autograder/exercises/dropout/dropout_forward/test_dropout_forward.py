"""Hidden suite of `dropout_forward`. Nothing here depends on how the mask is drawn.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.dropout.dropout_layer import away_from_zero, forward, settings, tried
from autograder.exercises.dropout_masks import repeats, scales_words, shares_words
from autograder.testing import StudentFault, assert_close, check, expect_unchanged, mismatch

SHARES = (0.25, 0.4, 0.7)
SCALES = (0.8, 0.25)


@check(
    weight=0.5, hint="Which line of yours sets activations to zero, and what do the others keep?"
)
def test_units_are_dropped(student, rng):
    """There is dropout in train mode: some entries are switched off, the others scaled alike."""
    done = forward(student, away_from_zero(rng, 30, 20), settings(0.5))
    if done.kept.all() and np.unique(done.factors.round(9)).size > 1:
        raise AssertionError(f"{_without_zeros(done)} {done.context}")
    _expect_one_factor(done)


@check(
    weight=2,
    needs=(test_units_are_dropped,),
    hint="One draw decides for one entry. How many draws is that?",
)
def test_every_entry_on_its_own(student, rng):
    """Each unit is kept or dropped anew in every example."""
    done = forward(student, away_from_zero(rng, 60, 40), settings(0.5))
    kept, all_seen = done.kept, np.ones(done.x.shape, dtype=bool)
    assert not repeats(kept.T, all_seen.T), (
        f"Every example loses the very same units: one row of the mask serves all. {done.context}"
    )
    assert not repeats(kept, all_seen), (
        f"An example keeps all of its units or none of them. {done.context}"
    )


@check(
    weight=4.5,
    needs=(test_units_are_dropped, test_every_entry_on_its_own),  # too few draws show no share
    hint="Of a thousand numbers between 0 and 1, how many lie below 0.3?",
)
def test_share_of_kept_units(student, rng):
    """The share p of the entries is kept, the others are dropped."""
    runs = [forward(student, away_from_zero(rng, 120, 70), settings(p)) for p in SHARES]
    words = shares_words([(done.kept, p) for done, p in zip(runs, SHARES, strict=True)], "p")
    assert words is None, (
        f"{words[:1].upper()}{words[1:]}. {tried(runs[0].x, settings(SHARES[0]), *SHARES[1:])}"
    )


@check(weight=6, hint="What must the next layer get on average, with and without dropout?")
def test_scale_of_kept_units(student, rng):
    """What is kept is divided by p, so that the mean stays as it was."""
    runs = [forward(student, away_from_zero(rng, 80, 50), settings(p)) for p in SCALES]
    context = tried(runs[0].x, settings(SCALES[0]), *SCALES[1:])
    for done in runs:
        assert done.kept.any(), f"The output is zero everywhere. {done.context}"
    words = scales_words(
        [(done.factors[done.kept], p) for done, p in zip(runs, SCALES, strict=True)], "p"
    )
    assert words is None, f"The kept entries are {words}. {context}"
    kept = [(done.kept, p) for done, p in zip(runs, SCALES, strict=True)]
    # of a few draws that serve many entries no mean can be told
    if not any(_is_shared(done.kept) for done in runs):
        assert shares_words(kept, "p") is None, (
            f"The kept entries are divided by p, but another share than p is kept: the mean of the "
            f"output is not that of x. {context}"
        )


@check(
    weight=10.5,
    needs=(test_units_are_dropped,),
    hint="Whose training does dropout disturb on purpose, and what is "
    "there to disturb when the net predicts?",
)
def test_test_mode(student, rng):
    """In test mode x comes back unchanged: nothing dropped, nothing scaled."""
    for p, seed in ((0.25, None), (0.4, 5), (0.7, None)):
        done = forward(student, away_from_zero(rng, 50, 40), settings(p, "test", seed))
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
    hint="What makes NumPy draw the same numbers once more?",
)
def test_seed(student, rng):
    """With a seed the same call gives the same mask, with another seed another one."""
    x = away_from_zero(rng, 20, 15)
    first, other, again = (forward(student, x, settings(0.5, seed=s)) for s in (7, 8, 7))
    assert (first.kept == again.kept).all(), (
        f"Two calls with one and the same seed drop different units: is the seed used? "
        f"{first.context}"
    )
    if (first.kept == other.kept).all():
        turned = forward(student, x[::-1], settings(0.5, seed=7))
        by_value = (turned.kept == first.kept[::-1]).all()
        raise AssertionError(
            f"Which units are dropped follows from their values: chance has no part in it. "
            f"{first.context}" if by_value else
            f"Two different seeds drop the very same units. {first.context}"
        )  # fmt: skip


@check(
    weight=0.25,
    needs=(test_units_are_dropped,),
    hint="Which seeds does Python take for true, which for false?",
)
def test_seed_of_zero(student, rng):
    """0 is a seed like any other."""
    x = away_from_zero(rng, 20, 15)
    first, again = (forward(student, x, settings(0.5, seed=0)) for _ in range(2))
    assert (first.kept == again.kept).all(), f"A seed of 0 is not used. {first.context}"


@check(
    weight=0.25,
    needs=(test_units_are_dropped,),
    hint="Who seeds the generator in a call that has no seed?",
)
def test_new_masks_without_a_seed(student, rng):
    """Without a seed every call draws a new mask."""
    x = away_from_zero(rng, 20, 15)
    first, again = (forward(student, x, settings(0.5)) for _ in range(2))
    assert not (first.kept == again.kept).all(), (
        f"Two calls without a seed drop the very same units. {first.context}"
    )


@check(
    weight=0.25,
    needs=(test_units_are_dropped,),
    hint="How many axes does your mask have, and how many has x?",
)
def test_any_shape(student, rng):
    """Vectors, batches of images and anything else are dropped entry by entry."""
    for shape in ((400,), (5, 8, 12), (6, 3, 7, 5)):
        done = forward(student, away_from_zero(rng, *shape), settings(0.6))
        _expect_one_factor(done)
        assert not _is_shared(done.kept.reshape(shape[0], -1)), (
            f"Every example loses the very same units, or an example all or none of them. "
            f"{done.context}"
        )


@check(
    weight=0.25,
    needs=(test_units_are_dropped,),
    hint="Which dtype has a float32 array times a float64 array?",
)
def test_dtype(student, rng):
    """The output has the dtype of x."""
    for kind in (np.float64, np.float32):
        done = forward(student, away_from_zero(rng, 19, 18).astype(kind), settings(0.5))
        _expect_dtype(done, kind)
        _expect_one_factor(done)


@check(
    weight=0.25,
    needs=(test_units_are_dropped,),
    hint="Which draws between 0 and 1 are smaller than 1?",
)
def test_keep_everything(student, rng):
    """With p = 1 nothing changes."""
    done = forward(student, away_from_zero(rng, 25, 30), settings(1.0))
    assert_close(done.out, done.x, "the output", because=done.context)


@check(
    weight=0.5,
    needs=(test_units_are_dropped,),
    hint="What will the backward pass need to know of this very call?",
)
def test_cache(student, rng):
    """The cache carries the mask and the settings to the backward pass."""
    _expect_usable_cache(student, rng, settings(0.6))


@check(
    weight=0.25,
    needs=(test_units_are_dropped,),
    hint="Does a line of yours write into what was handed in?",
)
def test_arguments_unchanged(student, rng):
    """x and dropout_param stay as they were."""
    _expect_arguments_unchanged(student, away_from_zero(rng, 8, 6), settings(0.6, seed=3))


@check(
    weight=0.25,
    needs=(test_test_mode, test_any_shape, test_dtype, test_cache, test_arguments_unchanged),
    hint="What do the other checks ask of train mode: shape, dtype, cache, arguments?",
)
def test_all_this_in_test_mode(student, rng):
    """In test mode too: any shape and dtype, a cache for the backward pass, arguments as before."""
    for shape, kind in (((400,), np.float32), ((6, 3, 7, 5), np.float64)):
        x = away_from_zero(rng, *shape).astype(kind)
        done = forward(student, x, settings(0.6, "test"))
        _expect_dtype(done, kind)
        assert_close(done.out, done.x, "the output in test mode", because=done.context)
    _expect_usable_cache(student, rng, settings(0.6, "test"))
    _expect_arguments_unchanged(student, x, settings(0.6, "test", seed=3))


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
    done = forward(student, away_from_zero(rng, 12, 10), param)
    if not _holds_by_contract(done, param):
        _serves_the_own_backward_pass(student, rng, done)


def _expect_arguments_unchanged(student, x, param):
    seen = student.dropout_forward.observed(x, param)
    expect_unchanged({"x": x, "dropout_param": param}, seen.args)


def _expect_one_factor(done):
    """Some entries are dropped and the others multiplied by one number; which, is asked above."""
    assert done.kept.any(), f"The output is zero everywhere. {done.context}"
    assert not done.kept.all(), f"Nothing was dropped: the output has no zeros. {done.context}"
    factors = done.factors[done.kept]
    assert np.allclose(factors, factors[0], rtol=1e-5), (
        f"The kept entries are not x times one and the same number. {done.context}"
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
        return ": the cache is no tuple"
    masks = [part for part in done.cache if isinstance(part, np.ndarray)]
    mask = next((part for part in masks if part.shape == done.x.shape), None)
    if mask is None:
        return ": there is no mask of the shape of x in it"
    if ((mask != 0) == ~done.kept).all():
        return ": the mask is zero just where the entries were kept"
    if np.unique(mask).size > 2:
        return ": what stands there is no mask, as it has more than two values"
    return ": the mask is not the one that the output shows"


def _without_zeros(done):
    """What became of the entries that should be zero."""
    if np.unique(done.factors.round(9)).size == 2:
        return "Dropped entries should be zero, but they are multiplied by a number that is not 0."
    values, times = np.unique(done.out.round(9), return_counts=True)
    if times.max() < 0.1 * done.out.size:
        return "No entry is zero: each is multiplied by a number of its own, none by 0."
    mean = np.isclose(values[times.argmax()], done.x.mean())
    what = "the mean of x" if mean else "one and the same other number"
    return f"Dropped entries should be zero, but they are set to {what}."
