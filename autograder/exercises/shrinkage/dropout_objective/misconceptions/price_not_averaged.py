"""The price is not divided by n.

Belief: Only the fit is a mean.
Hint: How often is each weight's noise added up: once, or for each example?
Loses: test_value, test_gradient
"""

def dropout_objective(X, y, w, p):
    n = len(y)
    error = X @ w - y
    odds = (1 - p) / p
    squares = np.sum(X * X, axis=0)
    fit = error @ error / 2 / n
    noise = odds * squares @ (w * w) / 2
    value = fit + noise
    slope_of_fit = X.T @ error / n
    slope_of_noise = odds * squares * w
    gradient = slope_of_fit + slope_of_noise
    return value, gradient
