def dropout_objective(X, y, w, p):
    R = np.random(X.shape) < p
    r = (R * X / p) @ w - y
    return r @ r / (2 * len(y)), X.T @ r / len(y)
