"""The slope is brought to length 1.

Belief: Only the direction of the gradient counts.
Hint: Should a step be as long where it is nearly flat?
Loses: test_other_data, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        slope = slope / np.linalg.norm(slope)
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
