"""The slope is not divided by n.

Belief: The gradient of the squares is Xᵀ(Xw - y).
Hint: What stands before the sum in J?
Loses: test_other_data, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
