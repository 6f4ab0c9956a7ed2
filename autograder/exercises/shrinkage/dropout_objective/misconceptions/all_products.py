"""All products of features have a price, not only the squares.

Belief: The noise is a share of Xw.
Hint: Two features are dropped independently. What is the covariance of their noise?
Loses: test_value, test_gradient, test_all_masks
"""

def dropout_objective(X, y, w, p):
    n = len(y)
    error = X @ w - y
    odds = (1 - p) / p
    squares = np.sum(X * X, axis=0)
    fit = error @ error / 2 / n
    noise = odds * (X @ w) @ (X @ w) / 2 / n
    value = fit + noise
    slope_of_fit = X.T @ error / n
    slope_of_noise = odds * X.T @ (X @ w) / n
    gradient = slope_of_fit + slope_of_noise
    return value, gradient
