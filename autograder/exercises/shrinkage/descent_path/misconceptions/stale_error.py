"""The error is computed once, before the first step.

Belief: Xw - y belongs to the data.
Hint: What in Xw - y changes from step to step?
Loses: test_other_data, test_filter, test_step_size_too_large
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    error = X @ w - y
    rows = [w]
    for t in range(steps):
        slope = X.T @ error / n
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
