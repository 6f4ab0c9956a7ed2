"""Ones."""


def dropout_objective(X, y, w, p):
    return 1.0, np.ones(len(w))
