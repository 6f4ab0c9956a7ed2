"""The rows are ridge at λ = 1/(ηt), not descent.

Belief: Early stopping is ridge.
Hint: Nearly. Compute the two after one step, by hand.
Loses: test_other_data, test_first_step, test_filter
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
    for t in range(1, steps + 1):
        rows[t] = np.linalg.solve(X.T @ X + n / (eta * t) * np.eye(d), X.T @ y)
    path = np.array(rows)
    return path
