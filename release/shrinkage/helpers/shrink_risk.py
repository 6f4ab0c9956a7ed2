"""Fits of many drawn problems whose right answer is known: how far they are from it.

The model of Hastie and others, 2019: y = X w* + noise, |w*| = 1, noise of variance 1/4,
X standard normal, gamma = d / n.
"""

import numpy as np

from .shrink_data import SEED

EXAMPLES, NOISE = 100, 0.25
RATIOS = (0.2, 0.5, 0.8, 0.9, 1, 1.1, 1.5, 2, 5)
RATIOS_OF_RIDGE = (0.2, 0.5, 1, 2)


def risk_of(fit, ratio, lam=0.0, runs=100):
    """Return mean and standard error of |fit(X, y) - w*|^2 over `runs` problems, d = ratio * n.

    With lam > 0 the fit is ridge without an intercept: the rows of sqrt(n lam) I, with zeros for
    y, are added, and least squares on more rows is ridge on the old ones.
    """
    draws, d = np.random.RandomState(SEED), round(ratio * EXAMPLES)
    errors = []
    for _ in range(runs):
        true = draws.randn(d)
        true /= np.linalg.norm(true)
        X = draws.randn(EXAMPLES, d)
        y = X @ true + np.sqrt(NOISE) * draws.randn(EXAMPLES)
        if lam > 0:
            X = np.vstack([X, np.sqrt(EXAMPLES * lam) * np.eye(d)])
            y = np.append(y, np.zeros(d))
        errors.append(np.sum((fit(X, y) - true) ** 2))
    return float(np.mean(errors)), float(np.std(errors) / np.sqrt(runs))


def theory_of_interpolation(ratio):
    """Return the risk of the smallest of all best fits, for many examples; infinite at 1."""
    if ratio == 1:
        return np.inf
    if ratio < 1:
        return NOISE * ratio / (1 - ratio)
    return 1 - 1 / ratio + NOISE / (ratio - 1)


def theory_of_best_ridge(ratio):
    """Return the risk of ridge with its best price, lam = ratio * NOISE."""
    lam = ratio * NOISE
    # m: the Stieltjes transform of the Marchenko-Pastur law at -lam
    a = 1 - ratio + lam
    m = (np.sqrt(a**2 + 4 * ratio * lam) - a) / (2 * ratio * lam)
    return NOISE * ratio * m


def best_errors(problems=200):
    """Return |w - w*|^2 of least squares, of the best ridge and of the best stop: means.

    Each problem has 60 examples of 40 features; along its eigenvectors all fits are filters.
    """
    draws, found = np.random.RandomState(SEED), []
    prices = np.logspace(-4, 2, 61)
    stops = np.unique(np.logspace(0, 5, 61).astype(int))
    for _ in range(problems):
        A = draws.randn(60, 40) * np.linspace(2, 0.2, 40)
        true = draws.randn(40)
        z = A @ true + 3 * draws.randn(60)
        values, vectors = np.linalg.eigh(A.T @ A / 60)
        least, aim = (vectors.T @ (A.T @ z)) / (60 * values), vectors.T @ true
        ridges = values / (values + prices[:, None])
        paths = 1 - (1 - 0.1 * values) ** stops[:, None]
        errors = [np.sum((share * least - aim) ** 2, axis=-1) for share in (1, ridges, paths)]
        found.append([float(np.min(each)) for each in errors])
    return [float(each) for each in np.mean(found, axis=0)]


def chosen_on(points, problems=300):
    """Return what choosing lam on few test points promises, and what it keeps: two means.

    Each problem has 30 examples of 20 features and ``points`` test points; lam is the one of 31
    with the smallest mean squared error there. First that error itself, which one would report;
    then the error of the same fit on any number of new points, which is known exactly.
    """
    draws, found = np.random.RandomState(SEED), []
    prices = np.logspace(-3, 2, 31)
    for _ in range(problems):
        true = draws.randn(20) / np.sqrt(20)
        X, test = draws.randn(30, 20), draws.randn(points, 20)
        y, seen = X @ true + draws.randn(30), test @ true + draws.randn(points)
        values, vectors = np.linalg.eigh(X.T @ X / 30)
        along = vectors.T @ (X.T @ y) / 30
        fits = (along / (values + prices[:, None])) @ vectors.T
        reported = np.mean((fits @ test.T - seen) ** 2, axis=1)
        honest = np.sum((fits - true) ** 2, axis=1) + 1
        best = np.argmin(reported)
        found.append((reported[best], honest[best]))
    return tuple(float(each) for each in np.mean(found, axis=0))
