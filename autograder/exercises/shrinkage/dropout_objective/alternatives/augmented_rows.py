"""Least squares on rows that are added for the noise."""

def dropout_objective(X, y, w, p):
    n, d = X.shape
    extra = np.diag(np.sqrt((1 - p) / p * np.sum(X * X, axis=0)))
    A, t = np.vstack([X, extra]), np.concatenate([y, np.zeros(d)])
    e = A @ w - t
    return e @ e / (2 * n), A.T @ e / n
