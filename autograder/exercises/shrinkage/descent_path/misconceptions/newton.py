"""The steps are Newton's.

Belief: A good step takes the curvature into account.
Hint: That would make all directions equally fast. What would be left to see?
Loses: test_other_data, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        slope = np.linalg.pinv(X.T @ X / n) @ slope
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
