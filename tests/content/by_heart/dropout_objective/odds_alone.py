"""The odds, and no gradient."""


def dropout_objective(X, y, w, p):
    return (1 - p) / p, 0 * w
