"""X itself."""


def descent_path(X, y, eta, steps):
    return X
