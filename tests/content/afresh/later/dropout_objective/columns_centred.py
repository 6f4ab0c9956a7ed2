def dropout_objective(X, y, w, p):
    n = X.shape[0]
    r, c = X @ w - y, (1 - p) / p * n * X.var(axis=0)
    return (r @ r + c @ (w * w)) / (2 * n), (X.T @ r + c * w) / n
