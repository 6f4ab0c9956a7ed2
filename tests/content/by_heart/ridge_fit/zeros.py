"""Zeros, and the mean of y."""


def ridge_fit(X, y, lam):
    return np.zeros(X.shape[1]), y.mean()
