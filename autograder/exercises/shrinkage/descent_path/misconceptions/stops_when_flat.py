"""The path ends when the slope is small.

Belief: There is no point in going on when nothing moves.
Hint: How many rows does the docstring promise?
Loses: test_other_data, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        if np.linalg.norm(slope) < 1e-4:
            break
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
