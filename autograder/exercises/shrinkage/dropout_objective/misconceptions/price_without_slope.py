"""The price is in the value, not in the gradient.

Belief: The noise does not depend on w.
Hint: Double a weight: what happens to the noise that it passes on?
Loses: test_gradient, test_gradient_is_the_slope_of_the_value, test_many_features,
    test_example_by_hand
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
    gradient = slope_of_fit
    return value, gradient
