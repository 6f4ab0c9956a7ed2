"""The step size decays.

Belief: Descent converges only if its steps get smaller.
Hint: What does the docstring say about eta?
Loses: test_other_data, test_filter, test_step_size_too_large
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        slope = slope / (t + 1)
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
