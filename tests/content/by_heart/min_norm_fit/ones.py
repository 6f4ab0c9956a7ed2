"""Ones."""


def min_norm_fit(X, y):
    return np.ones(X.shape[1])
