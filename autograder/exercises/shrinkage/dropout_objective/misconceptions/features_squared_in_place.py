"""The caller's own X is squared.

Belief: X **= 2 makes a new array.
Hint: Print X before and after the call.
Loses: test_arguments_unchanged
"""

def dropout_objective(X, y, w, p):
    n = len(y)
    error = X @ w - y
    odds = (1 - p) / p
    squares = np.sum(X * X, axis=0)
    fit = error @ error / 2 / n
    noise = odds * squares @ (w * w) / 2 / n
    value = fit + noise
    slope_of_fit = X.T @ error / n
    slope_of_noise = odds * squares * w / n
    gradient = slope_of_fit + slope_of_noise
    X **= 2
    return value, gradient
