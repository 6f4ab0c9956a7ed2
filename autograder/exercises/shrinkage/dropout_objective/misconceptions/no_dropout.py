"""There is no dropout: this is least squares.

Belief: On average dropout changes nothing.
Hint: The mean of the prediction stays. Does the mean of its squared error?
Loses: test_value, test_gradient, test_all_masks, test_nothing_dropped
"""

def dropout_objective(X, y, w, p):
    n = len(y)
    error = X @ w - y
    odds = (1 - p) / p
    squares = np.sum(X * X, axis=0)
    fit = error @ error / 2 / n
    noise = 0 * squares @ (w * w) / 2 / n
    value = fit + noise
    slope_of_fit = X.T @ error / n
    slope_of_noise = 0 * squares * w / n
    gradient = slope_of_fit + slope_of_noise
    return value, gradient
