"""Nothing is divided by n.

Belief: The objective is a sum over the examples.
Hint: What happens to your value when every example comes twice?
Loses: test_value, test_gradient, test_nothing_dropped
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
    value, gradient = n * value, n * gradient
    return value, gradient
