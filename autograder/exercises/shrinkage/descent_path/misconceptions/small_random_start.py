"""The path starts at small random numbers.

Belief: Weights must be drawn, or they never part.
Hint: That is true of a net's hidden units. Are there any here?
Loses: test_other_data, test_rows_of_a_path, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = 0.01 * np.random.randn(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
