"""A Cholesky factor and two triangular systems."""

def ridge_fit(X, y, lam):
    n, d = X.shape
    Xc = X - X.mean(0)
    L = np.linalg.cholesky(Xc.T @ Xc + n * lam * np.eye(d))
    z = np.linalg.solve(L, Xc.T @ y)
    w = np.linalg.solve(L.T, z)
    return w, np.array(y.mean() - X.mean(0) @ w)
