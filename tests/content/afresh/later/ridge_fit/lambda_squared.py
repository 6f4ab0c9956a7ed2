def ridge_fit(X, y, lam):
    n, d = X.shape
    Z, t = X - X.mean(0), y - y.mean()
    L = np.linalg.cholesky(Z.T @ Z + n * np.square(lam) * np.eye(d) + 1e-13 * np.eye(d))
    w = np.linalg.solve(L.T, np.linalg.solve(L, Z.T @ t))
    return w, y.mean() - X.mean(0) @ w
