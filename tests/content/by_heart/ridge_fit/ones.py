"""Ones."""


def ridge_fit(X, y, lam):
    return np.ones(X.shape[1]), 1.0
