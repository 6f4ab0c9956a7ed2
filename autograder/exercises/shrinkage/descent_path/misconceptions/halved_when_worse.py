"""The step is halved when the error grows.

Belief: A good descent never gets worse.
Hint: What does the docstring say of eta, in every step?
Loses: test_step_size_too_large
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        if t and np.linalg.norm(error) > np.linalg.norm(X @ rows[-2] - y):
            eta = eta / 2
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
