"""The problems of the notebook: all of them drawn, so that every answer is known."""

import numpy as np

SEED = 231


def five_directions():
    """Return X (40, 5) with columns of unlike size, and y: both centred, noise included."""
    draws = np.random.RandomState(SEED)
    X = draws.randn(40, 5) * np.linspace(2, 0.3, 5)
    y = X @ draws.randn(5) + 0.5 * draws.randn(40)
    return X - X.mean(axis=0), y - y.mean()


def small_problem():
    """Return X (6, 5), y (6,), w (5,) and the generator as it stands after them."""
    draws = np.random.RandomState(SEED)
    return draws.randn(6, 5), draws.randn(6), draws.randn(5), draws


def wide_problem():
    """Return X (5, 9) and y (5,): more features than examples, so that many w fit exactly."""
    draws = np.random.RandomState(SEED)
    return draws.randn(5, 9), draws.randn(5)


def related_features():
    """Return Z (40, 8), columns of mean 0 and mean square 1 that have much in common, and y."""
    draws = np.random.RandomState(SEED)
    common = draws.randn(40, 8) * np.linspace(3, 0.2, 8)
    Z = common @ draws.randn(8, 8)
    Z -= Z.mean(axis=0)
    Z /= np.sqrt(np.mean(Z**2, axis=0))
    y = Z @ draws.randn(8) + 0.5 * draws.randn(40)
    return Z, y - y.mean()


def directions(X):
    """Return the eigenvalues of X'X/n, largest first, and the eigenvectors as columns."""
    values, vectors = np.linalg.eigh(X.T @ X / len(X))
    return values[::-1], vectors[:, ::-1]


def effective_dof(eigenvalues, lam):
    """Return how many weights are left, counted in shares: the sum of l / (l + lam)."""
    return float(np.sum(eigenvalues / (eigenvalues + lam)))


def sampled_objectives(X, y, w, p, masks, draws=None):
    """Return |y - (R * X / p) w|^2 / 2n for many random masks R of the shape of X, a list."""
    draws = draws or np.random.RandomState(SEED)
    found = []
    for _ in range(masks):
        R = draws.rand(*X.shape) < p
        found.append(float(np.sum((y - (R * X / p) @ w) ** 2) / (2 * len(y))))
    return found
