"""Hidden suite of `dropout_objective`.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import itertools

import numpy as np

from autograder.exercises.shrinkage.problems import (
    AGAIN,
    BY_HAND,
    ORDINARY,
    drawn_p,
    drawn_sizes,
    most_telling_first,
    ordinary_problems,
    problem,
    tried,
    two_of,
)
from autograder.testing import (
    all_agree,
    as_real,
    check,
    draw_once,
    expect,
    expect_all_unchanged,
    implied,
)

# a gradient by differences of the quadratic is right too
GRADIENT = {"rtol": 1e-6, "atol": 1e-7}
VARIANCE = "The error of one example is a sum. What are its mean and its variance over the masks?"
NAMES = "the value and the gradient"


@check(weight=4, hint=VARIANCE)
def test_value(student):
    """The value, for other data and other p"""
    calls, found = student.once(_answers)
    values = [_two(got, call)[0] for call, got in zip(calls, found, strict=True)]
    right = [np.asarray(_exact(*call)[0]) for call in calls]
    if all_agree(values, right):
        return
    for place in most_telling_first(calls):
        x, *_, p = calls[place]
        suspects = _suspects(*calls[place], which=0)
        expect(values[place], right[place], "the value", tried(x, p=p), suspects)


@check(weight=4, hint="Take the derivative of each of the two parts with respect to one weight.")
def test_gradient(student):
    """The gradient, for other data and other p"""
    calls, found = student.once(_answers)
    gradients = [_two(got, call)[1] for call, got in zip(calls, found, strict=True)]
    right = [_exact(*call)[1] for call in calls]
    if all_agree(gradients, right, **GRADIENT):
        return
    for place in most_telling_first(calls):
        x, *_, p = calls[place]
        suspects = _suspects(*calls[place], which=1)
        expect(gradients[place], right[place], "the gradient", tried(x, p=p), suspects, **GRADIENT)


@check(weight=1, hint=VARIANCE)
def test_all_masks(student, rng):
    """The value is the mean over all masks there are"""
    n, d, p = int(rng.integers(1, 4)), int(rng.integers(2, 4)), drawn_p(rng)
    (x, y), w = problem(rng, n, d), rng.normal(size=d)
    value, _ = _two(student.dropout_objective(x, y, w, p), (x, y, w, p))
    mean = 0.0
    for kept in itertools.product((0, 1), repeat=n * d):
        mask = np.array(kept).reshape(n, d)
        chance = p ** mask.sum() * (1 - p) ** (mask.size - mask.sum())
        mean += chance * np.sum((y - (mask * x / p) @ w) ** 2) / (2 * n)
    expect(value, mean, "the value", tried(x, p=p), _suspects(x, y, w, p, which=0))


@check(weight=1, hint="The gradient says how fast the value grows. Does it, for yours?")
def test_gradient_is_the_slope_of_the_value(student, rng):
    """The gradient is the slope of the value"""
    (x, y), p = problem(rng, *drawn_sizes(rng)), drawn_p(rng)
    w = rng.normal(size=x.shape[1])
    context = tried(x, p=p)
    # of a quadratic, differences over any distance are exact
    moved = [w + sign * 0.5 * unit for unit in np.eye(len(w)) for sign in (1, -1)]
    first, *others = student.dropout_objective.each(*((x, y, at, p) for at in (w, *moved)))
    values = [float(as_real(two_of(each, NAMES, context)[0], (), "the value", context))
              for each in others]  # fmt: skip
    gradient = as_real(two_of(first, NAMES, context)[1], w.shape, "the gradient", context)
    slopes = np.array(values[::2]) - np.array(values[1::2])
    assert np.abs(slopes).max() > 1e-6, f"The value does not depend on w. {context}"
    ratio = gradient / np.where(slopes == 0, np.nan, slopes)
    if not np.allclose(gradient, slopes, rtol=1e-5, atol=1e-6):
        factor = ratio[0] if np.allclose(ratio, ratio[0], rtol=1e-5) else None
        words = f"{factor:.2g} times" if factor is not None else "not"
        raise AssertionError(f"The gradient is {words} the slope of your own value. {context}")


@check(weight=1, hint="What is left when nothing is ever dropped?")
def test_nothing_dropped(student, rng):
    """With p = 1 it is plain least squares, and with a smaller p it is not"""
    x, y = problem(rng, *drawn_sizes(rng))
    w, p = rng.normal(size=x.shape[1]), drawn_p(rng)
    context = tried(x, p=1)
    found = student.dropout_objective.each([x, y, w, 1.0], [x, y, w, 1], [x, y, w, p])
    values = [two_of(each, NAMES, context) for each in found]
    (whole, *_), (noisy, _) = values[0], values[-1]
    error = x @ w - y
    expect(whole, error @ error / (2 * len(y)), "the value", context)
    assert float(as_real(noisy, (), "the value", context)) > 1.000001 * float(whole), (
        f"Dropout costs nothing: the value is no larger with p below 1. {context}"
    )
    for _, gradient in values[:2]:
        expect(gradient, x.T @ error / len(y), "the gradient", context, **GRADIENT)


@check(weight=1, hint="Metres or centimetres: does a dropped feature notice?")
def test_other_units(student, rng):
    """A feature in another unit, its weight changed to match: the value stays"""
    x, y = problem(rng, *drawn_sizes(rng))
    w, p, units = rng.normal(size=x.shape[1]), drawn_p(rng), rng.uniform(0.2, 5, x.shape[1])
    context = tried(x, p=p)
    found = student.dropout_objective.each([x, y, w, p], [x * units, y, w / units, p],
                                           [x, y, 2 * w, p])  # fmt: skip
    before, after, other = (
        float(as_real(two_of(each, NAMES, context)[0], (), "the value", context)) for each in found
    )
    assert abs(other - before) > 1e-9, f"The value does not depend on w. {context}"
    assert abs(after - before) <= 1e-7 * (1 + abs(before)), (
        f"The value changes with the units of the features, though X w stays the same: the price "
        f"of a weight does not grow with the size of its feature as it should. {context}"
    )


@check(weight=0.5, hint="How many masks are there with 150 features?", needs=(test_value,))
def test_many_features(student, rng):
    """A hundred and fifty features"""
    n, d, p = int(rng.integers(10, 20)), int(rng.integers(140, 160)), drawn_p(rng)
    (x, y), w = problem(rng, n, d), rng.normal(size=d)
    value, gradient = _two(student.dropout_objective(x, y, w, p), (x, y, w, p))
    right = _exact(x, y, w, p)
    expect(value, right[0], "the value", tried(x, p=p))
    expect(gradient, right[1], "the gradient", tried(x, p=p), **GRADIENT)


@check(weight=1, example=True, needs=(test_value,), hint=VARIANCE)
def test_example_by_hand(student):
    """The example worked out by hand in the notebook"""
    w = np.array([1.0, 1.0])
    value, gradient = _two(student.dropout_objective(*BY_HAND, w, 0.5), (*BY_HAND, w, 0.5))
    context = tried(BY_HAND[0], p=0.5)
    expect(value, 2.5, "the value", context, _suspects(*BY_HAND, w, 0.5, which=0))
    expect(gradient, np.array([0.0, 0.0]), "the gradient", context, atol=1e-7)


@check(weight=0.5, hint="Does one of your lines write into an array that was passed in?",
       needs=(test_nothing_dropped,))  # fmt: skip
def test_arguments_unchanged(student, rng):
    """X, y and w are left unchanged"""
    calls = []
    for _ in range(3):
        x, y = problem(rng, *drawn_sizes(rng))
        w = rng.normal(size=x.shape[1])
        calls += [(x, y, w, drawn_p(rng)) for _ in range(AGAIN)]
    value, after = student.dropout_objective.each_observed(*calls)
    _two(value, calls[0])
    expect_all_unchanged(("X", "y", "w"), calls, after)


implied(
    test_all_masks,
    test_gradient_is_the_slope_of_the_value,
    test_other_units,
    by=(test_value, test_gradient),
)


@draw_once
def _ordinary(rng):
    """Calls of all sizes, of any ordinary p."""
    calls = []
    for x, y in ordinary_problems(rng, ORDINARY):
        calls.append((x, y, rng.normal(size=x.shape[1]), float(rng.uniform(0.15, 0.95))))
    return tuple(calls)


def _answers(student, rng):
    """The calls, and what the student's function returns for each."""
    calls = _ordinary(rng)
    return calls, student.dropout_objective.each(*calls)


def _two(got, call):
    x, *_, p = call
    return two_of(got, NAMES, tried(x, p=p))


def _exact(x, y, w, p):
    """The value and the gradient, by mean and variance."""
    n, error = len(y), x @ w - y
    price = (1 - p) / p * np.sum(x**2, axis=0)
    return (error @ error + price @ w**2) / (2 * n), (x.T @ error + price * w) / n


def _suspects(x, y, w, p, which):
    """The values (which = 0) or gradients (1) that come out of the usual mistakes."""

    def suspects():
        n, error = len(y), x @ w - y
        squares, odds = np.sum(x**2, axis=0), (1 - p) / p
        fit = (error @ error / (2 * n), x.T @ error / n)[which]

        def noise(prices):
            return (prices @ w**2 / (2 * n), prices * w / n)[which]

        centred = np.sum((x - x.mean(0)) ** 2, axis=0)
        product, scaled = x.T @ x, p * (x @ w) - y
        theirs = (scaled @ scaled / (2 * n), p * x.T @ scaled / n)[which]
        right = fit + noise(odds * squares)
        masked = (w @ product @ w / (2 * n), product @ w / n)[which]
        return {
            "the noise has no price": fit,
            "only the noise is counted, not the fit": right - fit,
            "the price has p / (1 - p), the odds upside down": fit + noise(squares / odds)
            if p < 1 else np.full(np.shape(fit), np.nan),
            "the price has 1 - p alone": fit + noise((1 - p) * squares),
            "the price has p (1 - p), as without the division by p": fit
            + noise(p * (1 - p) * squares),
            "the price is divided by p once too often": fit + noise(odds / p * squares),
            "the predictions are not divided by p": theirs + noise(p * (1 - p) * squares),
            "all products of features have a price, not only the squares": fit + odds * masked,
            "the columns are centred for the price": fit + noise(odds * centred),
            "every weight has the same price": fit + noise(np.full(len(w), odds)),
            "every weight has the same price, times n": fit + noise(np.full(len(w), n * odds)),
            "every weight has the mean price": fit + noise(np.full(len(w), odds * squares.mean())),
            "the columns' lengths are not squared": fit + noise(odds * np.sqrt(squares)),
            "the price is not divided by n": fit + n * noise(odds * squares),
            "the price is not halved": fit + 2 * noise(odds * squares),
            "the price is halved twice": fit + noise(odds * squares) / 2,
            "the fit is not divided by n": n * fit + noise(odds * squares),
            "nothing is divided by n": n * right,
            "the ½ is missing": 2 * right,
            "the ½ is in the gradient too": right / 2,
            "neither n nor the ½ is there": 2 * n * right,
        }  # fmt: skip

    return suspects
