def dropout_objective(X, y, w, p):
    n = X.shape[0]
    S = np.diag(X.T @ X)
    r = p * X @ w - y
    return (r @ r + p * (1 - p) * (S * w) @ w) / (2 * n), (p * X.T @ r + p * (1 - p) * S * w) / n
