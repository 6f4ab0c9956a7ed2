"""Calls itself for a shorter path."""

def descent_path(X, y, eta, steps):
    if steps == 0:
        return np.zeros((1, X.shape[1]))
    before = descent_path(X, y, eta, steps - 1)
    w = before[-1]
    return np.vstack([before, w - eta * np.mean((X @ w - y)[:, None] * X, axis=0)])
