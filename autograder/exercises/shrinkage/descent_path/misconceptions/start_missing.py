"""The start is missing: row 0 is w after one step.

Belief: The path begins with the first step.
Hint: Which row is w after t steps, if row 0 is the start?
Loses: test_other_data, test_rows_of_a_path, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = []
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
