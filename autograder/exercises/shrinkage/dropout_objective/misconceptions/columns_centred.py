"""The columns are centred for the price.

Belief: The noise of a feature is its variance.
Hint: A feature that is always 10 is dropped. Is that no noise?
Loses: test_value, test_gradient, test_all_masks
"""

def dropout_objective(X, y, w, p):
    n = len(y)
    error = X @ w - y
    odds = (1 - p) / p
    squares = np.sum((X - X.mean(axis=0)) ** 2, axis=0)
    fit = error @ error / 2 / n
    noise = odds * squares @ (w * w) / 2 / n
    value = fit + noise
    slope_of_fit = X.T @ error / n
    slope_of_noise = odds * squares * w / n
    gradient = slope_of_fit + slope_of_noise
    return value, gradient
