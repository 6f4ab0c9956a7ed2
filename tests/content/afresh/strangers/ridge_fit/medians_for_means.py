def ridge_fit(X, y, lam):
    n, d = X.shape
    Xc = X - np.median(X, axis=0)
    w = np.linalg.solve(Xc.T @ Xc + n * lam * np.eye(d), Xc.T @ (y - y.mean()))
    return w, np.median(y) - np.median(X, axis=0) @ w
