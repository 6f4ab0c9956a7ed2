"""The caller's own X and y are divided by the root of n.

Belief: Inside a function the arrays are copies.
Hint: Print X before and after the call.
Loses: test_arguments_unchanged
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    X /= np.sqrt(n)
    y /= np.sqrt(n)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
