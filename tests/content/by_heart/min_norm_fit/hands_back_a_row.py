"""The first row of X."""


def min_norm_fit(X, y):
    return X[0]
