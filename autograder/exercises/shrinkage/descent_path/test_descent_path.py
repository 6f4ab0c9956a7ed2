"""Hidden suite of `descent_path`.

PYTEST_DONT_REWRITE: a rationale is its sentence alone, whichever pytest runs this.
"""

import numpy as np

from autograder.exercises.shrinkage.problems import (
    AGAIN,
    BY_HAND,
    ORDINARY,
    drawn_sizes,
    most_telling_first,
    ordinary_problems,
    orthogonal_problem,
    problem,
    tried,
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

# what a path has gathered of rounding after hundreds of steps, or in closed form
CLOSE = {"rtol": 1e-6, "atol": 1e-8}
SLOPE = "What is the derivative of (1/2n) |Xw - y|² with respect to w?"


@check(weight=4, hint="Work out the first two steps by hand, with two examples.")
def test_other_data(student, reference, rng):
    """Other data, other step sizes, other numbers of steps"""
    calls, right = _ordinary(rng, reference.descent_path)
    found = student.descent_path.each(*calls)
    if all_agree(found, right, **CLOSE):
        return
    for place in most_telling_first(calls):
        _judge(found[place], calls[place], right[place])


@check(weight=2, hint="Print the rows as the loop makes them, and again at the end.")
def test_rows_of_a_path(student, rng):
    """A row for each step and one for the start, which is zero; no two are the same"""
    x, y = problem(rng, *drawn_sizes(rng))
    steps, eta = int(rng.integers(5, 12)), _safe(x)
    context = tried(x, eta=eta, steps=steps)
    found = student.descent_path.each([x, y, eta, steps], [x, -y, eta, steps])
    path, other = (_path(each, steps, x.shape[1], context) for each in found)
    assert not (path == path[-1]).all(), (
        f"All rows are the same: is it one array that was appended again and again, and changed "
        f"in place afterwards? {context}"
    )
    assert not path[0].any(), f"Row 0 is not zero, where the path begins. {context}"
    same = (np.diff(path, axis=0) == 0).all(axis=1)
    assert not same.any(), f"Two rows that follow each other are the same. {context}"
    assert not (path == other).all(), f"The path does not depend on y. {context}"


@check(weight=2, hint=SLOPE)
def test_first_step(student, rng):
    """The first step goes down the slope at zero, eta times its size"""
    x, y = problem(rng, *drawn_sizes(rng))
    n, d = x.shape
    eta = _safe(x)
    context = tried(x, eta=eta, steps=1)
    path = _path(student.descent_path(x, y, eta, 1), 1, d, context)
    right = eta / n * x.T @ y

    def suspects():
        target = y - y.mean()
        return {
            "the step is missing": 0 * right,
            "the slope is not divided by n": n * right,
            "the 2 of the square is still there": 2 * right,
            "the slope is divided by d": right * n / d,
            "the step goes uphill": -right,
            "the data are centred first": eta / n * (x - x.mean(0)).T @ target,
            "eta is left out": right / eta,
            "the step has the length eta, however steep it is": eta * right / np.linalg.norm(right),
        }

    expect(path[1], right, "the first step", context, suspects, **CLOSE)


@check(weight=1, hint="May the number of steps still to come change a step?",
       needs=(test_rows_of_a_path,))  # fmt: skip
def test_longer_path(student, rng):
    """A longer path begins with the shorter one"""
    x, y = problem(rng, *drawn_sizes(rng))
    short, eta = int(rng.integers(3, 8)), _safe(x)
    long = short + int(rng.integers(2, 9))
    context = tried(x, eta=eta, steps=f"{short} and {long}")
    found = student.descent_path.each([x, y, eta, short], [x, y, eta, long])
    few, many = (
        _path(each, steps, x.shape[1], context)
        for each, steps in zip(found, (short, long), strict=True)
    )
    expect(many[: short + 1], few, "the beginning of a longer path", context, **CLOSE)


@check(weight=1.5, hint="What is left of the distance to least squares after one step, along an "
       "eigenvector? And after t?")  # fmt: skip
def test_filter(student, rng):
    """Along each eigenvector the share 1 - (1 - ηl)^t is reached, after hundreds of steps too"""
    lengths = tuple(float(each) for each in np.exp(rng.uniform(-3, 1, 4)))
    x, y, true = orthogonal_problem(rng, int(rng.integers(9, 20)), lengths)
    eta, steps = float(rng.uniform(0.15, 0.3)), int(rng.integers(250, 400))
    context = tried(x, eta=eta, steps=steps)
    path = _path(student.descent_path(x, y, eta, steps), steps, 4, context)
    times = np.arange(steps + 1)[:, None]
    right = 1 - (1 - eta * np.array(lengths)) ** times

    def suspects():
        l = np.array(lengths)  # noqa: E741
        price = np.divide(1, eta * times, out=np.full(times.shape, np.inf), where=times > 0)
        return {
            "this is ridge at λ = 1/(ηt)": l / (l + price),
            "this is descent with infinitely small steps": 1 - np.exp(-eta * times * l),
        }

    what = "the share reached along each eigenvector"
    expect(path / true, right, what, context, suspects, **CLOSE)


@check(weight=0.5, hint="Does anything in your code look at whether the error falls?",
       needs=(test_first_step,))  # fmt: skip
def test_step_size_too_large(student, reference, rng):
    """A step size that is too large makes a path that runs away, which has numbers too"""
    x, y = problem(rng, *drawn_sizes(rng))
    call = (x, y, _safe(x) * 3, int(rng.integers(8, 14)))
    _judge(student.descent_path(*call), call, reference.descent_path(*call))


@check(weight=0.5, hint="How many rows has a path of no steps?", needs=(test_rows_of_a_path,))
def test_no_steps(student, rng):
    """With no steps there is the start alone"""
    x, y = problem(rng, *drawn_sizes(rng))
    path = student.descent_path(x, y, _safe(x), 0)
    expect(path, np.zeros((1, x.shape[1])), "the path of no steps", tried(x, steps=0))


@check(weight=1, example=True, needs=(test_other_data,), hint=SLOPE)
def test_example_by_hand(student):
    """The example worked out by hand in the notebook"""
    right = np.array([[0, 0], [0.25, 1], [0.46875, 1.5], [0.66015625, 1.75]])
    _judge(student.descent_path(*BY_HAND, 0.25, 3), (*BY_HAND, 0.25, 3), right)


@check(weight=0.5, hint="Does one of your lines write into an array that was passed in?",
       needs=(test_rows_of_a_path,))  # fmt: skip
def test_arguments_unchanged(student, rng):
    """X and y are left unchanged"""
    calls = []
    for _ in range(3):
        x, y = problem(rng, *drawn_sizes(rng))
        calls += [(x, y, _safe(x), int(rng.integers(1, 9))) for _ in range(AGAIN)]
    value, after = student.descent_path.each_observed(*calls)
    _path(value, calls[0][3], calls[0][0].shape[1], "")
    expect_all_unchanged(("X", "y"), calls, after)


implied(
    test_rows_of_a_path,
    test_first_step,
    test_longer_path,
    by=(test_other_data,),
)


@draw_once
def _ordinary(rng, right):
    """Calls of all sizes, and what a right function returns for them."""
    calls = []
    for x, y in ordinary_problems(rng, ORDINARY):
        kind, steps = rng.random(), int(rng.integers(1, 30))
        if kind < 0.15:
            steps = int(rng.integers(60, 120))
        calls.append((x, y, _safe(x) * float(rng.uniform(0.1, 1)), steps))
    return calls, [np.asarray(right(*call)) for call in calls]


def _safe(x):
    """A step size with which the path converges, 1.3 over the largest eigenvalue."""
    return float(1.3 * len(x) / np.linalg.norm(x, 2) ** 2)


def _expect_rows(got, steps, d, context):
    """Say which row is missing, or too many, where the path is one too short or too long."""
    if not isinstance(got, np.ndarray) or got.shape[1:] != (d,) or got.dtype.kind != "f":
        return
    begins = "The last step is missing" if steps and not got[:1].any() else "The start is missing"
    many = f"where {steps + 1} rows are needed: the start, and one for each step. {context}"
    assert len(got) != steps, f"{begins}: the path has {steps} rows {many}"
    assert len(got) != steps + 2, f"There is one step too many: {steps + 2} rows {many}"


def _path(got, steps, d, context):
    _expect_rows(got, steps, d, context)
    return as_real(got, (steps + 1, d), "the path", context)


def _judge(got, call, right):
    x, _, eta, steps = call
    context = tried(x, eta=eta, steps=steps)
    _expect_rows(got, steps, x.shape[1], context)
    expect(got, right, "the path", context, _suspects(right, call), **CLOSE)


def _suspects(right, call):
    """The paths that come out of the usual mistakes."""

    def suspects():
        x, y, eta, steps = call
        n, d = x.shape
        rows = {}
        for words, factor in {
            "the slope is not divided by n": n,
            "the 2 of the square is still there": 2,
            "the slope is divided by d, not by n": n / d,
            "the steps go uphill": -1,
        }.items():
            rows[words] = _descent(x, y, factor * eta, steps)
        rows["each row is the last w: one array was appended again and again"] = np.repeat(
            right[-1:], steps + 1, axis=0
        )
        rows["the data are centred first"] = _descent(x - x.mean(0), y - y.mean(), eta, steps)
        return rows

    return suspects


def _descent(x, y, eta, steps):
    path = [np.zeros(x.shape[1])]
    for _ in range(steps):
        path.append(path[-1] - eta / len(y) * x.T @ (x @ path[-1] - y))
    return np.array(path)
