def descent_path(X, y, eta, steps):
    n, d = X.shape
    l, V = np.linalg.eigh(X.T @ X / n)
    ls = V.T @ np.linalg.lstsq(X, y, rcond=None)[0]
    t = np.arange(0, steps + 1).reshape(-1, 1)
    return ((1 - np.exp(-l * eta * t)) * ls) @ V.T
