"""The reference reproduces every figure of `shrinkage`: by hand, published, and simulated."""

import itertools
import json
import os
import subprocess
import sys

import numpy as np
import pytest

from autograder.course.course import Course
from tests.support.places import ROOT

SHRINKAGE = Course(ROOT).assignment("shrinkage").reference
ridge_fit, descent_path = SHRINKAGE.ridge_fit, SHRINKAGE.descent_path
dropout_objective, min_norm_fit = SHRINKAGE.dropout_objective, SHRINKAGE.min_norm_fit


def close(got, right, rtol=0.0, atol=0.0):
    np.testing.assert_allclose(got, right, rtol=rtol, atol=atol)


# By hand

X_BY_HAND = np.array([[1.0, 0], [-1, 0], [0, 2], [0, -2]])
Y_BY_HAND = np.array([2.0, -2, 4, -4])


def test_by_hand():
    close(min_norm_fit(X_BY_HAND, Y_BY_HAND), [2, 2], atol=1e-12)
    close(ridge_fit(X_BY_HAND, Y_BY_HAND, 0.5)[0], [1, 1.6], atol=1e-12)
    path = [[0, 0], [0.25, 1], [0.46875, 1.5], [0.66015625, 1.75]]
    close(descent_path(X_BY_HAND, Y_BY_HAND, 0.25, 3), path, atol=1e-12)
    close(dropout_objective(X_BY_HAND, Y_BY_HAND, np.ones(2), 0.5)[0], 2.5, atol=1e-12)


# Along the eigenvectors

VALUES = [3.41718914672383, 2.31178757566542, 1.2720054250847908, 0.4223804093841679,
          0.03403162002533173]  # fmt: skip
KEPT_BY_RIDGE = {
    0.1: ([0.9715682052262823, 0.9585369785428098, 0.9271139908256416, 0.8085686250793948,
           0.2539073990070388], 3.9196951986811674),
    1: ([0.7736116868027518, 0.6980482663357185, 0.5598602058959963, 0.2969531966255365,
         0.0329115854547059], 2.361384941114709),
}  # fmt: skip
KEPT_BY_STOPPING = {
    10: ([0.9847203373785924, 0.9278471079499061, 0.7434661515628535, 0.35050496586870655,
          0.03351515360097492], 0.22977700353979294),
    100: ([1.0000000000000002, 0.9999999999961754, 0.9999987656260059, 0.9866414798710502,
           0.2888675595151101], 0.14114375889478248),
}  # fmt: skip


@pytest.fixture(scope="module")
def eigen():
    """X, y, the eigenvalues of XᵀX/n and its eigenvectors, and least squares along them."""
    draws = np.random.RandomState(231)
    x = draws.randn(40, 5) * np.linspace(2, 0.3, 5)
    y = x @ draws.randn(5) + 0.5 * draws.randn(40)
    x, y = x - x.mean(0), y - y.mean()
    values, vectors = np.linalg.eigh(x.T @ x / 40)
    values, vectors = values[::-1], vectors[:, ::-1]
    return x, y, values, vectors, vectors.T @ min_norm_fit(x, y)


def test_eigenvalues(eigen):
    close(eigen[2], VALUES, rtol=1e-8)


@pytest.mark.parametrize("lam", KEPT_BY_RIDGE)
def test_ridge_keeps_the_published_share_of_each_direction(eigen, lam):
    x, y, values, vectors, plain = eigen
    kept, freedom = KEPT_BY_RIDGE[lam]
    w, b = ridge_fit(x, y, lam)
    shares = vectors.T @ w / plain
    close(shares, kept, rtol=1e-8)
    close(shares, values / (values + lam), atol=1e-10)
    close(SHRINKAGE.effective_dof(values, lam), freedom, rtol=1e-8)
    assert abs(b) < 1e-12


@pytest.mark.parametrize("steps", KEPT_BY_STOPPING)
def test_stopping_keeps_the_published_share_of_each_direction(eigen, steps):
    x, y, _, vectors, plain = eigen
    kept, distance = KEPT_BY_STOPPING[steps]
    path, lam = descent_path(x, y, 0.1, steps), 1 / (0.1 * steps)
    by_ridge = ridge_fit(x, y, lam)[0]
    close(vectors.T @ path[-1] / plain, kept, rtol=1e-7)
    close(vectors.T @ by_ridge / plain, KEPT_BY_RIDGE[round(lam, 9)][0], rtol=1e-8)
    apart = np.linalg.norm(path[-1] - by_ridge) / np.linalg.norm(path[-1])
    close(apart, distance, rtol=1e-6)


def test_the_whole_path_is_the_filter(eigen):
    x, y, values, vectors, plain = eigen
    path = descent_path(x, y, 0.1, 200)
    times = np.arange(201)[:, None]
    close(path @ vectors, (1 - (1 - 0.1 * values) ** times) * plain, atol=1e-12)


def test_the_bound_on_the_risk_of_stopping():
    x = np.linspace(1e-6, 20, 400_001)
    close(np.max(((1 - np.exp(-x)) * (1 + x) / x) ** 2), 1.69, atol=0.005)


def test_best_stop_and_best_price_in_200_noisy_problems():
    errors = SHRINKAGE.best_errors(problems=200)
    right = [50.429725257769526, 11.196256341366459, 11.439760687757843]
    close(errors, right, rtol=1e-6)


# Dropout


@pytest.fixture(scope="module")
def masked():
    draws = np.random.RandomState(231)
    x, y, w = draws.randn(6, 5), draws.randn(6), draws.randn(5)
    return x, y, w, draws


def test_dropout_value_and_gradient(masked):
    value, gradient = dropout_objective(*masked[:3], 0.7)
    close(value, 2.8173669323254926, rtol=1e-9)
    right = [-0.4877680450654509, 0.6948759123659443, -1.5249227383051789, -1.2224217236234125,
             -1.2637258757219882]  # fmt: skip
    close(gradient, right, rtol=1e-6)


def test_dropout_is_the_mean_over_all_32_masks(masked):
    x, y, w, _ = masked
    mean = 0.0
    for kept in itertools.product((0, 1), repeat=5):
        chance = 0.7 ** sum(kept) * 0.3 ** (5 - sum(kept))
        mean += chance * np.sum((y - (x * kept / 0.7) @ w) ** 2) / 12
    close(dropout_objective(x, y, w, 0.7)[0], mean, atol=1e-13)


def test_dropout_is_the_mean_of_2000_random_masks_up_to_noise():
    draws = np.random.RandomState(231)
    x, y, w = draws.randn(6, 5), draws.randn(6), draws.randn(5)
    sampled = SHRINKAGE.sampled_objectives(x, y, w, 0.7, 2000, draws)
    close(np.mean(sampled), 2.8317751315300153, rtol=1e-6)
    close(np.std(sampled), 1.0186667611919462, rtol=1e-6)


def test_dropout_in_the_form_of_the_paper(masked):
    x, y, w, _ = masked
    # theirs is not divided by p: with u = w / p it is the same
    u, squares = w / 0.7, np.diag(np.diag(x.T @ x))
    theirs = np.sum((y - 0.7 * x @ u) ** 2) + 0.7 * 0.3 * u @ squares @ u
    close(dropout_objective(x, y, w, 0.7)[0], theirs / 12, atol=1e-12)


@pytest.mark.parametrize(("p", "lam"), [(0.5, 1.0), (0.8, 0.25)])
def test_with_columns_of_mean_square_one_dropout_is_ridge(eigen, p, lam):
    x, y = eigen[0] / eigen[0].std(0), eigen[1]
    close((1 - p) / p, lam, atol=1e-12)
    _, slope = dropout_objective(x, y, ridge_fit(x, y, lam)[0], p)
    close(slope, 0, atol=1e-12)


# Without any of them

THEORY = {0.2: 0.0625, 0.5: 0.25, 0.8: 1.0, 0.9: 2.25, 1.1: 2.590909090909091,
          1.5: 0.8333333333333334, 2: 0.75, 5: 0.8625}  # fmt: skip
SIMULATED = {
    0.2: (0.059802159725571, 0.001985548316681728),
    0.5: (0.26513938498257134, 0.007693166563841834),
    0.8: (1.0234855140363723, 0.03564221979805328),
    0.9: (2.4268529553610336, 0.12959103137852446),
    1.1: (2.8998794916535746, 0.18739071727466672),
    1.5: (0.8429134812883441, 0.013168567815057767),
    2: (0.7422924327871869, 0.007245155946497869),
    5: (0.8647891751616719, 0.002758508274771793),
}
BY_RIDGE = {
    0.5: (0.1753905297, 0.17630225191455826, 0.004118263901377392),
    1: (0.3903882032, 0.3810460800805029, 0.005810166193567159),
    2: (0.6403882032, 0.6359749475332359, 0.0047868657162316915),
}
SIMULATION = """
import json, sys
from pathlib import Path
from autograder.course.course import Course

taught = Course(Path(sys.argv[1])).assignment("shrinkage").reference
risks = {}
for name, lam in json.loads(sys.argv[2]):
    price = float(name) / 4 if lam else 0
    risks[f"{name} {lam}"] = taught.risk_of(taught.min_norm_fit, float(name), lam=price)
print(json.dumps(risks))
"""


@pytest.fixture(scope="module")
def simulated():
    """Risks by "ratio priced", from a process with one thread: with more it is slower."""
    wanted = [(str(ratio), False) for ratio in (*SIMULATED, 1)]
    wanted += [(str(ratio), True) for ratio in BY_RIDGE]
    done = subprocess.run(
        [sys.executable, "-c", SIMULATION, str(ROOT), json.dumps(wanted)],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize("ratio", THEORY)
def test_theory_of_the_risk(ratio):
    close(SHRINKAGE.theory_of_interpolation(ratio), THEORY[ratio], rtol=1e-9)


@pytest.mark.parametrize("ratio", BY_RIDGE)
def test_theory_of_the_risk_of_ridge(ratio):
    close(SHRINKAGE.theory_of_best_ridge(ratio), BY_RIDGE[ratio][0], atol=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("ratio", SIMULATED)
def test_risk_of_the_smallest_fit_in_100_runs(simulated, ratio):
    close(simulated[f"{ratio} False"], SIMULATED[ratio], rtol=1e-5)


@pytest.mark.slow
def test_risk_explodes_where_there_are_as_many_features_as_examples(simulated):
    # the mean of a heavy tail: another on every machine
    assert simulated["1 False"][0] > 100


@pytest.mark.slow
@pytest.mark.parametrize("ratio", BY_RIDGE)
def test_risk_of_ridge_in_100_runs(simulated, ratio):
    _, *right = BY_RIDGE[ratio]
    close(simulated[f"{ratio} True"], right, rtol=1e-5)


def test_ridge_and_descent_end_at_the_smallest_fit():
    draws = np.random.RandomState(231)
    x, y = draws.randn(5, 9), draws.randn(5)
    w = min_norm_fit(x, y)
    close(np.linalg.norm(w), 1.7325059629659303, rtol=1e-9)
    by_ridge = x.T @ np.linalg.solve(x @ x.T + 5e-9 * np.eye(5), y)
    close(by_ridge, w, atol=1e-6)
    close(descent_path(x, y, 0.2, 20_000)[-1], w, atol=1e-9)
