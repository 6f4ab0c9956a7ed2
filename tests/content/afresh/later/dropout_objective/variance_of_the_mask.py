def dropout_objective(X, y, w, p):
    n = X.shape[0]
    r, S = X @ w - y, np.diag(np.diag(X.T @ X))
    v = r @ r + p * (1 - p) * w @ S @ w
    return v / (2 * n), (X.T @ r + p * (1 - p) * S @ w) / n
