def ridge_fit(X, y, lam):
    n, d = X.shape
    Xc = X - X.mean(0)
    w = np.linalg.solve(Xc.T @ Xc + n * lam * np.eye(d), Xc.T @ (y - y.mean()))
    return -w, y.mean() + X.mean(0) @ w
