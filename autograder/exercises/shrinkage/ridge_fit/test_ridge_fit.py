"""Hidden suite of `ridge_fit`.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.shrinkage.problems import (
    AGAIN,
    BY_HAND,
    ORDINARY,
    centred_problem,
    drawn_sizes,
    drawn_strength,
    most_telling_first,
    ordinary_problems,
    orthogonal_problem,
    problem,
    tried,
    two_of,
    wide_problems,
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

CLOSE = {"rtol": 1e-7, "atol": 1e-8}
SLOPE = "Write down the derivative of J with respect to w, and set it to zero."


@check(weight=4, hint=SLOPE)
def test_other_data(student, reference, rng):
    """Other data, other sizes, other λ"""
    calls, right = _ordinary(rng, reference.ridge_fit)
    found = student.ridge_fit.each(*calls)
    if _all_right(found, right):
        return
    for place in most_telling_first(calls):
        _judge(found[place], calls[place], right[place])


@check(weight=3, hint="What happens to the best line when the origin is put elsewhere? What stays?")
def test_shifted_data(student, rng):
    """Where the data are moved, only b follows"""
    (x, y), lam = problem(rng, *drawn_sizes(rng)), drawn_strength(rng)
    by, up = rng.uniform(1, 3, x.shape[1]), float(rng.uniform(2, 4))
    context = tried(x, lam=lam)
    found = student.ridge_fit.each([x, y, lam], [x + by, y, lam], [x, y + up, lam])
    (w, b), (w_x, b_x), (w_y, b_y) = (_fit_of(each, x.shape[1], context) for each in found)
    assert np.abs(w).max() > 1e-6, f"w is zero, and λ is not so large. {context}"
    expect(w_x, w, "w after a constant was added to each column of X", context, **CLOSE)
    expect(b_x - b, -by @ w, "what a constant added to each column of X changes in b", context,
           lambda: {"b has the wrong sign where mean(X)·w comes in": by @ w,
                    "b does not depend on mean(X)": 0.0}, **CLOSE)  # fmt: skip
    expect(w_y, w, "w after a constant was added to y", context, **CLOSE)
    expect(b_y - b, up, "what a constant added to y changes in b", context, **CLOSE)


@check(weight=1, hint="How much of a direction with eigenvalue l is kept? Try l = λ.")
def test_shares_kept(student, rng):
    """Along each direction the share l / (l + λ) of least squares is kept"""
    lengths = tuple(float(each) for each in np.exp(rng.uniform(-1.5, 1.5, 4)))
    x, y, true = orthogonal_problem(rng, int(rng.integers(9, 20)), lengths)
    lam = drawn_strength(rng)
    context = tried(x, lam=lam)
    w, _ = _fit_of(student.ridge_fit(x, y, lam), 4, context)
    l = np.array(lengths)  # noqa: E741

    def suspects():
        return {
            "every direction is shrunk by the same factor, 1 / (1 + λ)": 1 / (1 + lam) + 0 * l,
            "all directions lose the same amount": np.sign(true)
            * np.maximum(np.abs(true) - lam, 0) / true,
            "nothing is shrunk": 1 + 0 * l,
            "the share that goes, λ / (l + λ), is kept": lam / (l + lam),
        }  # fmt: skip

    what = "the share kept of each direction"
    expect(w / true, l / (l + lam), what, context, suspects, **CLOSE)


@check(weight=1, hint=SLOPE)
def test_slope_is_zero(student, rng):
    """At w and b the slope of J is zero"""
    (x, y), lam = problem(rng, *drawn_sizes(rng)), drawn_strength(rng)
    context = tried(x, lam=lam)
    w, b = _fit_of(student.ridge_fit(x, y, lam), x.shape[1], context)
    pull, price = x.T @ (x @ w + b - y) / len(y), lam * w
    assert np.abs(w).max() > 1e-6, f"w is zero, and λ is not so large. {context}"
    size = 1 + np.abs(pull).max()
    assert abs(np.mean(x @ w + b - y)) <= 1e-6 * size, (
        f"J falls when b is moved: the errors do not average to zero. {context}"
    )
    assert np.abs(pull + price).max() <= 1e-6 * size, (
        f"J falls when w is moved: the slope of the fit and that of the price do not add up to "
        f"zero. {context}"
    )


@check(weight=2, hint="What is left of J when λ is 0?")
def test_no_penalty(student, rng):
    """With λ = 0 it is least squares with an intercept, and with a larger λ it is not"""
    x, y = centred_problem(rng, *drawn_sizes(rng))
    other = centred_problem(rng, *drawn_sizes(rng))
    calls = [(x, y, 0), (*other, 0.0), (x, y, drawn_strength(rng))]
    *free, priced = student.ridge_fit.each(*calls)
    for (data, target, _), got in zip(calls, free, strict=False):
        beside = np.column_stack([data, np.ones(len(target))])
        *right, b = np.linalg.lstsq(beside, target, rcond=None)[0]
        _judge(got, (data, target, 0), (np.array(right), np.array(b)))
    w, _ = _fit_of(priced, x.shape[1], tried(x, lam=calls[-1][-1]))
    assert not np.allclose(w, free[0][0]), f"λ changes nothing. {tried(x, lam=calls[-1][-1])}"


@check(weight=1, hint="Which matrix has an inverse for any data, as soon as λ > 0?")
def test_more_features_than_examples(student, reference, rng):
    """More features than examples, a constant column, a single example"""
    calls = [(*each, drawn_strength(rng)) for each in wide_problems(rng, 14)]
    right = [tuple(map(np.asarray, reference.ridge_fit(*call))) for call in calls]
    found = student.ridge_fit.each(*calls)
    if _all_right(found, right):
        return
    for call, got, each in zip(calls, found, right, strict=True):
        _judge(got, call, each)


@check(
    weight=1,
    example=True,
    needs=(test_other_data,),
    hint="The columns are at right angles: what is kept of each?",
)
def test_example_by_hand(student):
    """The example worked out by hand in the notebook"""
    _judge(student.ridge_fit(*BY_HAND, 0.5), (*BY_HAND, 0.5), (np.array([1, 1.6]), np.array(0.0)))


@check(weight=0.5, hint="Does one of your lines write into an array that was passed in?",
       needs=(test_shifted_data,))  # fmt: skip
def test_arguments_unchanged(student, rng):
    """X and y are left unchanged"""
    calls = []
    for _ in range(3):
        x, y = problem(rng, *drawn_sizes(rng))
        calls += [(x, y, drawn_strength(rng)) for _ in range(AGAIN)]
    value, after = student.ridge_fit.each_observed(*calls)
    _fit_of(value, calls[0][0].shape[1], "")
    expect_all_unchanged(("X", "y"), calls, after)


implied(
    test_shifted_data,
    test_shares_kept,
    test_slope_is_zero,
    by=(test_other_data,),
)


@draw_once
def _ordinary(rng, right):
    """Calls of all sizes, and what a right function returns for them."""
    calls = []
    for x, y in ordinary_problems(rng, ORDINARY):
        lam = float(np.exp(rng.uniform(-3, 1.5)))
        if rng.random() < 0.2:
            lam = int(rng.integers(1, 4))
        calls.append((x, y, lam))
    return calls, [tuple(map(np.asarray, right(*call))) for call in calls]


def _all_right(found, right):
    pairs = [each for each in found if isinstance(each, (tuple, list)) and len(each) == 2]
    if len(pairs) < len(found) or any(np.ndim(b) for _, b in pairs if isinstance(b, np.ndarray)):
        return False
    got = [part for pair in pairs for part in pair]
    return all_agree(got, [part for pair in right for part in pair], **CLOSE)


def _judge(got, call, right):
    """Fail with what is wrong with the pair, w before b."""
    x, y, lam = call
    context = tried(x, lam=lam)
    w, b = two_of(got, "w and b", context)
    _expect_number(b, w, context)
    expect(w, right[0], "w", context, _suspects(x, y, lam), **CLOSE)
    expect(b, right[1], "b", context, _suspects_of_b(x, y, right[0]), **CLOSE)


def _expect_number(b, w, context):
    many = isinstance(b, (list, tuple)) or (isinstance(b, np.ndarray) and b.ndim > 0)
    assert not (many and isinstance(w, (int, float, np.generic))), (
        f"The two come in the wrong order: w first, then b. {context}"
    )
    assert not many, f"b is an array of its own; it should be a number. {context}"


def _fit_of(got, d, context):
    """w and b as real numbers of the right shapes."""
    w, b = two_of(got, "w and b", context)
    _expect_number(b, w, context)
    return as_real(w, (d,), "w", context), float(as_real(b, (), "b", context))


def _suspects(x, y, lam):
    """The w that come out of the usual mistakes."""

    def suspects():
        n, d = x.shape
        centred, target = x - x.mean(0), y - y.mean()
        gram, cross, eye = centred.T @ centred, centred.T @ target, np.eye(d)

        def ridge(price, gram=gram, cross=cross):
            return np.linalg.lstsq(gram + price, cross, rcond=None)[0]

        plain = np.linalg.lstsq(centred, target, rcond=None)[0]
        beside = np.column_stack([x, np.ones(n)])
        scale = np.where(centred.std(0) > 0, centred.std(0), 1)
        units = ridge(n * lam * eye, gram / np.outer(scale, scale), cross / scale)
        return {
            "λ is ignored: this is least squares": plain,
            "n is missing beside λ": ridge(lam * eye),
            "λ is divided by n, not multiplied": ridge(lam / n * eye),
            "d stands in the place of n": ridge(d * lam * eye),
            "n - 1 stands in the place of n": ridge((n - 1) * lam * eye),
            "λ counts twice": ridge(2 * n * lam * eye),
            "λ counts half": ridge(n * lam / 2 * eye),
            "λ is squared": ridge(n * lam**2 * eye),
            "λ is squared in place of its root": ridge((n * lam) ** 2 * eye),
            "λ is added to every entry of the matrix, not along its diagonal": ridge(n * lam),
            "λ is subtracted": ridge(-n * lam * eye),
            "the intercept is penalised too": ridge(
                n * lam * np.eye(d + 1), beside.T @ beside, beside.T @ y
            )[:d],
            "nothing is centred": ridge(n * lam * eye, x.T @ x, x.T @ y),
            "only y is centred": ridge(n * lam * eye, x.T @ x, x.T @ target),
            "the columns are divided by their standard deviations": units,
            "the columns are divided by their standard deviations first": units / scale,
            "every weight is shrunk by the same factor, 1 / (1 + λ)": plain / (1 + lam),
            "every weight is moved towards zero by the same amount": np.sign(plain)
            * np.maximum(np.abs(plain) - lam, 0),
        }

    return suspects


def _suspects_of_b(x, y, w):
    """The b that come out of the usual mistakes, beside a right w."""

    def suspects():
        mean = x.mean(0) @ w
        return {
            "b is mean(y), without mean(X)·w": y.mean(),
            "mean(X)·w is added, not subtracted": y.mean() + mean,
            "mean(y) is left out": -mean,
            "b is left out": 0.0,
        }

    return suspects
