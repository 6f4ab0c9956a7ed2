"""Zeros."""


def dropout_objective(X, y, w, p):
    return 0.0, np.zeros(len(w))
