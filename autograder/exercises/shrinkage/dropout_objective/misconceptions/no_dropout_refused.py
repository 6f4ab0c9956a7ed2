"""With p = 1 it stops.

Belief: p is a probability between 0 and 1, neither of them.
Hint: What does the docstring allow for p?
Loses: test_nothing_dropped
"""

def dropout_objective(X, y, w, p):
    n = len(y)
    error = X @ w - y
    odds = (1 - p) / p
    squares = np.sum(X * X, axis=0)
    if not 0 < p < 1:
        raise ValueError("p must lie between 0 and 1")
    fit = error @ error / 2 / n
    noise = odds * squares @ (w * w) / 2 / n
    value = fit + noise
    slope_of_fit = X.T @ error / n
    slope_of_noise = odds * squares * w / n
    gradient = slope_of_fit + slope_of_noise
    return value, gradient
