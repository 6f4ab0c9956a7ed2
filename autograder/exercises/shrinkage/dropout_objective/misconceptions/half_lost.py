"""The ½ is missing, in both.

Belief: The objective is the mean of the squared errors.
Hint: What stands before the sum in the docstring?
Loses: test_value, test_gradient, test_all_masks, test_nothing_dropped
"""

def dropout_objective(X, y, w, p):
    n = len(y)
    error = X @ w - y
    odds = (1 - p) / p
    squares = np.sum(X * X, axis=0)
    fit = error @ error / n
    noise = odds * squares @ (w * w) / n
    value = fit + noise
    slope_of_fit = X.T @ error / n
    slope_of_noise = odds * squares * w / n
    gradient = slope_of_fit + slope_of_noise
    gradient = 2 * gradient
    return value, gradient
