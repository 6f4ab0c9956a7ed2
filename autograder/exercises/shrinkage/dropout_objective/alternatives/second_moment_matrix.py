"""The matrix of second moments, XᵀX times a matrix of ones and 1/p."""

def dropout_objective(X, y, w, p):
    n, d = X.shape
    M = np.ones((d, d)) + (1 / p - 1) * np.eye(d)
    S, c = (X.T @ X) * M / n, X.T @ y / n
    return 0.5 * w @ S @ w - c @ w + 0.5 * y @ y / n, S @ w - c
