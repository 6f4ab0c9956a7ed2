"""The lengths of the columns are not squared.

Belief: The price of a weight is the length of its column.
Hint: Is a variance a length, or a squared length?
Loses: test_value, test_gradient, test_all_masks, test_other_units
"""

def dropout_objective(X, y, w, p):
    n = len(y)
    error = X @ w - y
    odds = (1 - p) / p
    squares = np.linalg.norm(X, axis=0)
    fit = error @ error / 2 / n
    noise = odds * squares @ (w * w) / 2 / n
    value = fit + noise
    slope_of_fit = X.T @ error / n
    slope_of_noise = odds * squares * w / n
    gradient = slope_of_fit + slope_of_noise
    return value, gradient
