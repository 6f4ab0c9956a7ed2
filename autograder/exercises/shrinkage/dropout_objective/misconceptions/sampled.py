"""The mean of a hundred drawn masks, not the exact one.

Belief: An expectation is estimated.
Hint: Call it twice. Which of the two answers is the expectation?
Loses: test_value, test_all_masks, test_gradient_is_the_slope_of_the_value, test_other_units
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
    errors = [(np.random.rand(*X.shape) < p) * X / p @ w - y for _ in range(100)]
    value = np.mean([e @ e for e in errors]) / 2 / n
    return value, gradient
