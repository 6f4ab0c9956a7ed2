"""Zeros."""


def min_norm_fit(X, y):
    return np.zeros(X.shape[1])
