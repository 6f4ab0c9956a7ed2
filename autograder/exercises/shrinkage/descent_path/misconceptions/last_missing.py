"""The last step is missing.

Belief: A path of so many steps has so many rows.
Hint: How many places does a walk of three steps touch?
Loses: test_other_data, test_rows_of_a_path, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows[: max(steps, 1)])
    return path
