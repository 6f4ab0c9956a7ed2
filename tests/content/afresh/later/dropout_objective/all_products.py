def dropout_objective(X, y, w, p):
    n = X.shape[0]
    r, k, G = X @ w - y, (1 - p) / p, X.T @ X
    return (r @ r + k * w @ G @ w) / (2 * n), (X.T @ r + k * G @ w) / n
