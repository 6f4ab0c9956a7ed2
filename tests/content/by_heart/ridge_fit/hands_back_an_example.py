"""The first example."""


def ridge_fit(X, y, lam):
    return X[0], y[0]
