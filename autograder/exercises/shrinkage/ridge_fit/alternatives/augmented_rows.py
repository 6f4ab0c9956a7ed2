"""Least squares on rows with the root of nλ added below."""

def ridge_fit(X, y, lam):
    n, d = X.shape
    A = np.vstack((X - X.mean(0), np.sqrt(n * lam) * np.eye(d)))
    t = np.hstack((y - y.mean(), np.zeros(d)))
    w, *_ = np.linalg.lstsq(A, t, rcond=None)
    return w, y.mean() - (X @ w).mean()
