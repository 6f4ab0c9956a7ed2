def ridge_fit(X, y, lam):
    N, D = X.shape
    t = y - y.mean()
    w = np.linalg.solve(X.T @ X / N + lam * np.eye(D), X.T @ t / N)
    return w, np.mean(y) - np.mean(X, 0) @ w
