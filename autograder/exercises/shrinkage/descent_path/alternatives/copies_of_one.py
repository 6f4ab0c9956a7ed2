"""Copies of one array that changes in place."""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w, path = np.zeros(d), []
    path.append(w.copy())
    for t in range(steps):
        w -= (eta / n) * (X.T @ (X @ w - y))
        path.append(w.copy())
    return np.stack(path)
