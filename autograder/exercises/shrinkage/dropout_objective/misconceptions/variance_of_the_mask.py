"""The price has p(1 - p), the variance of the mask itself.

Belief: A mask has the variance p(1 - p).
Hint: It is R / p that multiplies X. What is the variance of that?
Loses: test_value, test_gradient, test_all_masks
"""

def dropout_objective(X, y, w, p):
    n = len(y)
    error = X @ w - y
    odds = p * (1 - p)
    squares = np.sum(X * X, axis=0)
    fit = error @ error / 2 / n
    noise = odds * squares @ (w * w) / 2 / n
    value = fit + noise
    slope_of_fit = X.T @ error / n
    slope_of_noise = odds * squares * w / n
    gradient = slope_of_fit + slope_of_noise
    return value, gradient
