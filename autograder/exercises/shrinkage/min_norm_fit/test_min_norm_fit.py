"""Hidden suite of `min_norm_fit`.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.shrinkage.problems import AGAIN, BY_HAND, most_telling_first, tried
from autograder.testing import (
    all_agree,
    as_real,
    check,
    draw_once,
    expect,
    expect_all_unchanged,
    implied,
)

CLOSE = {"rtol": 1e-6, "atol": 1e-8}
MANY = 40  # calls of each of three kinds
SMALLEST = "What may be added to w without changing Xw? And what does it do to |w|?"


@check(weight=3, hint="Where there are enough examples it is least squares.")
def test_more_examples(student, reference, rng):
    """As many examples as features, or more"""
    _check_all(student, rng, reference.min_norm_fit, "tall")


@check(weight=3, hint=SMALLEST)
def test_more_features(student, reference, rng):
    """Fewer examples than features"""
    _check_all(student, rng, reference.min_norm_fit, "wide")


@check(weight=3, hint="Some singular values are zero. What does their inverse do, and what should "
       "it do?")  # fmt: skip
def test_dependent_columns(student, reference, rng):
    """Columns that depend on each other, repeated ones, columns of zeros"""
    _check_all(student, rng, reference.min_norm_fit, "dependent")


@check(weight=1, hint="What is left of y when all that the columns can explain is taken away?")
def test_best_fit(student, rng):
    """No w comes nearer to y"""
    for n, d in ((int(rng.integers(9, 15)), 4), (4, int(rng.integers(6, 10)))):
        x, y = _full(rng, n, d)
        w = as_real(student.min_norm_fit(x, y), (d,), "w", tried(x))
        left = y - x @ w
        assert np.abs(x.T @ left).max() <= 1e-6 * (1 + np.abs(x.T @ y).max()), (
            f"There is a w that comes nearer to y: the errors still go along with a column of X. "
            f"{tried(x)}"
        )


@check(weight=1, hint=SMALLEST)
def test_nothing_to_spare(student, rng):
    """w has no part that X does not see"""
    for x, y in (_full(rng, 4, int(rng.integers(6, 10))), _full(rng, 5, 8)):
        w = as_real(student.min_norm_fit(x, y), x.shape[1:], "w", tried(x))
        assert np.abs(w).max() > 1e-6, f"w is zero, though y is not. {tried(x)}"
        _, _, rows = np.linalg.svd(x, full_matrices=False)
        spare = w - rows.T @ (rows @ w)
        assert np.abs(spare).max() <= 1e-6 * np.abs(w).max(), (
            f"w has a part that changes no prediction: without it w would be shorter. {tried(x)}"
        )


@check(weight=1, hint=SMALLEST)
def test_twins_share(student, rng):
    """A column that comes twice: both get the same weight; a column of zeros gets none"""
    x, y = _full(rng, int(rng.integers(9, 15)), 4)
    calls = [(np.column_stack([x, x[:, 1]]), y), (np.column_stack([x, np.zeros(len(y))]), y)]
    twins, beside = student.min_norm_fit.each(*calls)
    plain, context = np.linalg.lstsq(x, y, rcond=None)[0], tried(calls[0][0])
    shared = np.append(plain * [1, 0.5, 1, 1], plain[1] / 2)
    what = "w, where a column comes twice,"
    expect(twins, shared, what, context, lambda: {
        "the first of two twins gets all": np.append(plain, 0),
        "the second of two twins gets all": np.append(plain * [1, 0, 1, 1], plain[1]),
    }, **CLOSE)  # fmt: skip
    what = "w, where a column is zero,"
    expect(beside, np.append(plain, 0), what, context, **CLOSE)


@check(weight=0.5, hint="Small against what? Compare singular values with each other.",
       needs=(test_dependent_columns,))  # fmt: skip
def test_other_units(student, rng):
    """Features in other units, all their numbers a hundred million times smaller"""
    x, y = _full(rng, 12, 7)
    x = np.column_stack([x, x[:, 0]])
    x /= np.linalg.norm(x, 2)
    large, small = student.min_norm_fit.each([x, y], [1e-8 * x, y])
    right = as_real(large, (8,), "w", tried(x))
    expect(1e-8 * as_real(small, (8,), "w", tried(x)), right, "w", tried(x), **CLOSE)


@check(weight=1, example=True, needs=(test_more_examples, test_more_features), hint=SMALLEST)
def test_example_by_hand(student):
    """The examples worked out by hand in the notebook"""
    row = np.array([[3.0, 4.0]]), np.array([5.0])
    for (x, y), right in ((row, np.array([0.6, 0.8])), (BY_HAND, np.array([2.0, 2.0]))):
        expect(student.min_norm_fit(x, y), right, "w", tried(x), _suspects(x, y), **CLOSE)


@check(weight=0.5, hint="Does one of your lines write into an array that was passed in?",
       needs=(test_best_fit,))  # fmt: skip
def test_arguments_unchanged(student, rng):
    """X and y are left unchanged"""
    calls = []
    for n, d in ((8, 3), (4, 6), (5, 5)):
        x, _ = _full(rng, n, d)
        calls += [(x, rng.normal(size=n)) for _ in range(AGAIN)]
    value, after = student.min_norm_fit.each_observed(*calls)
    as_real(value, (3,), "w")
    expect_all_unchanged(("X", "y"), calls, after)


implied(
    test_best_fit,
    test_nothing_to_spare,
    test_twins_share,
    by=(test_more_examples, test_more_features, test_dependent_columns),
)


def _check_all(student, rng, right, kind):
    calls = _problems(rng, kind)
    found = student.min_norm_fit.each(*calls)
    expected = [np.asarray(right(*call)) for call in calls]
    if all_agree(found, expected, **CLOSE):
        return
    for place in most_telling_first(calls):
        x, y = calls[place]
        expect(found[place], expected[place], "w", tried(x), _suspects(x, y), **CLOSE)


@draw_once
def _problems(rng, kind):
    """X and y of all shapes of one kind: "tall", "wide" or "dependent"."""
    found = {"tall": [_full(rng, 40, 5), _full(rng, 1, 1)], "wide": [_full(rng, 5, 9)]}.get(
        kind, []
    )
    while len(found) < MANY:
        less, more = int(rng.integers(1, 10)), int(rng.integers(0, 10))
        if kind == "wide":
            call = _full(rng, less, less + 1 + more)
        elif kind == "tall":
            call = _full(rng, less + more, less)
        else:
            call = _dependent(rng, 1 + more, 1 + less)
        if _is_settled(*call):
            found.append(call)
    return tuple(found)


@draw_once
def _full(rng, n, d):
    """X of full rank, singular values within a hundredth of the largest, of any scale; y."""
    left, _ = np.linalg.qr(rng.normal(size=(n, min(n, d))))
    right, _ = np.linalg.qr(rng.normal(size=(d, min(n, d))))
    values = np.exp(rng.uniform(np.log(0.015), 0, min(n, d)))
    scale = float(np.exp(rng.uniform(-3, 3)))
    return scale * (left * values) @ right.T, rng.normal(size=n) + rng.normal()


def _dependent(rng, n, d):
    """The same with columns that repeat others, add up to others, or are zero."""
    rank = int(rng.integers(1, d))
    x, y = _full(rng, n, rank)
    kinds = rng.integers(3, size=d - rank)
    more = [np.zeros(n) if kind == 0 else x[:, int(rng.integers(rank))] * (kind if kind < 2 else -2)
            for kind in kinds]  # fmt: skip
    return np.column_stack([x, *more])[:, rng.permutation(d)], y


def _is_settled(x, y):
    """Whether the textbook ways agree: where rounding decides, no answer is wrong."""
    ways = [
        np.linalg.pinv(x) @ y,
        np.linalg.lstsq(x, y, rcond=None)[0],
        np.linalg.lstsq(x, y, rcond=-1)[0],
        np.linalg.pinv(x.T @ x) @ (x.T @ y),
        x.T @ (np.linalg.pinv(x @ x.T) @ y),
        np.linalg.pinv(x.T).T @ y,
    ]
    return all(np.allclose(ways[0], way, rtol=1e-8, atol=1e-9) for way in ways)


def _suspects(x, y):
    """The w that come out of the usual mistakes."""

    def suspects():
        n, d = x.shape
        ones = np.column_stack([x, np.ones(n)])
        scale = np.where(np.linalg.norm(x, axis=0) > 0, np.linalg.norm(x, axis=0), 1)
        few = min(n, d)
        rest = np.zeros(d - few)

        def fit(a, b=y, cutoff=1e-12):
            return np.linalg.pinv(a, rcond=cutoff) @ b

        return {
            "the data are centred first, or an intercept is fitted": fit(
                x - x.mean(0), y - y.mean()
            ),
            "an intercept is fitted too": fit(ones)[:d],
            "only as many columns as there are examples are used, the first ones": np.append(
                fit(x[:, :few]), rest
            ),
            "directions that X stretches little are left out": fit(x, cutoff=0.1),
            "the columns are brought to the same length first": fit(x / scale) / scale,
            "this is Xᵀy, not the solution of anything": x.T @ y,
            "each feature is fitted by itself": x.T @ y / scale**2,
        }

    return suspects
