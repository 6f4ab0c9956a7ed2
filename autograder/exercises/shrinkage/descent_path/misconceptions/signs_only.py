"""Only the signs of the slope count.

Belief: The gradient says up or down.
Hint: By how much does each weight move, in the formula?
Loses: test_other_data, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        slope = np.sign(slope)
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
