def ridge_fit(X, y, lam):
    n, d = X.shape
    mu, sd = X.mean(0), X.std(0)
    Z = (X - mu) / sd
    v = np.linalg.solve(Z.T @ Z + n * lam * np.eye(d), Z.T @ (y - y.mean()))
    w = v / sd
    return w, y.mean() - w @ mu
