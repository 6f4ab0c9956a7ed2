def ridge_fit(X, y, lam):
    N = X.shape[0]
    Z, t = X - X.mean(0), y - y.mean()
    w = np.linalg.lstsq(Z.T @ Z + (lam / N) * np.identity(X.shape[1]), Z.T @ t, rcond=None)[0]
    return w, np.mean(y - X @ w)
