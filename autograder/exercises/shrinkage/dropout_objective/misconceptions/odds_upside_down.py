"""The price has p / (1 - p): the odds upside down.

Belief: The more is kept, the more noise there is.
Hint: Which p has no noise at all? What is your price there?
Loses: test_value, test_gradient, test_all_masks, test_nothing_dropped
"""

def dropout_objective(X, y, w, p):
    n = len(y)
    error = X @ w - y
    odds = p / np.maximum(1 - p, 1e-12)
    squares = np.sum(X * X, axis=0)
    fit = error @ error / 2 / n
    noise = odds * squares @ (w * w) / 2 / n
    value = fit + noise
    slope_of_fit = X.T @ error / n
    slope_of_noise = odds * squares * w / n
    gradient = slope_of_fit + slope_of_noise
    return value, gradient
