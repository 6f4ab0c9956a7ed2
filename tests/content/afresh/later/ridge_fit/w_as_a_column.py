def ridge_fit(X, y, lam):
    n, d = X.shape
    Z, t = X - X.mean(0), (y - y.mean())[:, None]
    w = np.linalg.solve(Z.T @ Z + n * lam * np.eye(d), Z.T @ t)
    return w, y.mean() - (X.mean(0) @ w).item()
