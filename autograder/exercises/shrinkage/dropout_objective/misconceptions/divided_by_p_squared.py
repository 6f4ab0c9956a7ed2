"""The price has (1 - p) / p².

Belief: Dividing by p divides the variance by p².
Hint: Of which number is p² the divisor: 1 - p, or p(1 - p)?
Loses: test_value, test_gradient, test_all_masks
"""

def dropout_objective(X, y, w, p):
    n = len(y)
    error = X @ w - y
    odds = (1 - p) / p**2
    squares = np.sum(X * X, axis=0)
    fit = error @ error / 2 / n
    noise = odds * squares @ (w * w) / 2 / n
    value = fit + noise
    slope_of_fit = X.T @ error / n
    slope_of_noise = odds * squares * w / n
    gradient = slope_of_fit + slope_of_noise
    return value, gradient
