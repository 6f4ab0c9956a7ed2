"""Columns side by side, turned at the end."""

def descent_path(X, y, eta, steps):
    columns = np.zeros((X.shape[1], 1))
    for _ in range(steps):
        w = columns[:, -1:]
        columns = np.hstack([columns, w - eta * X.T @ (X @ w - y[:, None]) / len(X)])
    return columns.T
