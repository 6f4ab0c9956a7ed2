"""The ½ is missing in the value, not in the gradient.

Belief: The ½ belongs to the gradient.
Hint: Move one weight a little: does your value change as fast as your gradient says?
Loses: test_value, test_all_masks, test_gradient_is_the_slope_of_the_value, test_nothing_dropped
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
    return value, gradient
