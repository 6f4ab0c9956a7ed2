"""The steps go uphill.

Belief: The gradient shows the way.
Hint: Does the gradient point to where J grows or to where it falls?
Loses: test_other_data, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        w = w + eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
