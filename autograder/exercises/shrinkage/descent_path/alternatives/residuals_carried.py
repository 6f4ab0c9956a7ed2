"""Carries the error along, and updates it with each step."""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    path, e = np.zeros((steps + 1, d)), -1.0 * y
    for t in range(steps):
        step = -eta / n * (e @ X)
        path[t + 1] = path[t] + step
        e = e + X @ step
    return path
