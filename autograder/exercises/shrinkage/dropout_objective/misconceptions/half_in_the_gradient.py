"""The ½ is in the gradient too.

Belief: The gradient has the same factor as the value.
Hint: What does the derivative of a square bring with it?
Loses: test_gradient, test_gradient_is_the_slope_of_the_value, test_nothing_dropped,
    test_many_features
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
    gradient = gradient / 2
    return value, gradient
