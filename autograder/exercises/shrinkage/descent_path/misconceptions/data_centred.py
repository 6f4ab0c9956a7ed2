"""The data are centred first.

Belief: Before anything is fitted, the means go.
Hint: The docstring says: no intercept. What does centring stand for?
Loses: test_other_data, test_first_step
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    X = X - X.mean(axis=0)
    y = y - y.mean()
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
