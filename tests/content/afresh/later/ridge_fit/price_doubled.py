def ridge_fit(X, y, lam):
    n, d = X.shape
    Z = X - X.mean(0)
    U, s, Vt = np.linalg.svd(Z, full_matrices=False)
    w = Vt.T @ (s / (s**2 + 2 * n * lam + 1e-300) * (U.T @ y))
    return w, y.mean() - X.mean(0) @ w
