"""The price is not halved.

Belief: The ½ belongs to the fit.
Hint: The whole expectation has a ½ before it. What is inside?
Loses: test_value, test_gradient, test_all_masks
"""

def dropout_objective(X, y, w, p):
    n = len(y)
    error = X @ w - y
    odds = (1 - p) / p
    squares = np.sum(X * X, axis=0)
    fit = error @ error / 2 / n
    noise = odds * squares @ (w * w) / n
    value = fit + noise
    slope_of_fit = X.T @ error / n
    slope_of_noise = 2 * odds * squares * w / n
    gradient = slope_of_fit + slope_of_noise
    return value, gradient
