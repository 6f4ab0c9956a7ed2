"""The gradient comes back first.

Belief: The order does not matter.
Hint: In which order does the docstring name the two?
Loses: test_value, test_gradient, test_all_masks, test_gradient_is_the_slope_of_the_value,
    test_nothing_dropped, test_other_units
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
    return gradient, value
