"""The means of what it is given."""


def ridge_fit(X, y, lam):
    return X.mean(axis=0), y.mean()
