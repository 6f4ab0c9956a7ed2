"""An intercept is fitted beside w.

Belief: A linear model has an intercept.
Hint: Whose job is b in this part of the notebook?
Loses: test_other_data, test_step_size_too_large
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    b = 0.0
    rows = [w]
    for t in range(steps):
        error = X @ w + b - y
        slope = X.T @ error / n
        b = b - eta * error.mean()
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
