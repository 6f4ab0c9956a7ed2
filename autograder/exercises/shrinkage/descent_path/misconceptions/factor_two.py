"""The 2 of the square is still in the slope.

Belief: The derivative of a square has a 2.
Hint: What does the ½ in J do to that 2?
Loses: test_other_data, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = 2 * X.T @ error / n
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
