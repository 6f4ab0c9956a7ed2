"""The steps have momentum.

Belief: Descent is faster with momentum.
Hint: What does a step know of the one before it, in plain descent?
Loses: test_other_data, test_filter, test_step_size_too_large
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    speed = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        speed = 0.9 * speed + slope
        slope = speed
        w = w - eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
