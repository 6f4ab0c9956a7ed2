"""The slope is divided by d, not by n.

Belief: The slope is a mean over its entries.
Hint: Over what is the sum in J?
Loses: test_other_data, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / d
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
