def ridge_fit(X, y, lam):
    n, d = X.shape
    Z = X - np.average(X, axis=0)
    w = np.linalg.solve(Z.T @ Z / n + lam * np.eye(d), Z.T @ y / n)
    intercept = np.average(y)
    return w, intercept
