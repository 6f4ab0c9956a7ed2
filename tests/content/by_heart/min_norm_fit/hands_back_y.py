"""y itself."""


def min_norm_fit(X, y):
    return y
