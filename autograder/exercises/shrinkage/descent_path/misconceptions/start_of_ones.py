"""The path starts at ones.

Belief: Any start will do.
Hint: Where does the docstring start?
Loses: test_other_data, test_rows_of_a_path, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.ones(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
