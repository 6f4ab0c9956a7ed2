"""The means of the columns."""


def min_norm_fit(X, y):
    return X.mean(axis=0)
