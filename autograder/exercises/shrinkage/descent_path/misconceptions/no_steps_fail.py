"""A path of no steps is an error.

Belief: Nobody asks for no steps.
Hint: What is the path before the first step?
Loses: test_no_steps
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
    print("after the first step:", rows[1])
    path = np.array(rows)
    return path
