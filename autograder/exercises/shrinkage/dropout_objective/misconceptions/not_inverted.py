"""The predictions are not divided by p: the paper's form, in w itself.

Belief: The paper has p Xw and p(1 - p).
Hint: The paper's masks are not divided by p. With which w would both forms agree?
Loses: test_value, test_gradient, test_all_masks
"""

def dropout_objective(X, y, w, p):
    n = len(y)
    error = p * (X @ w) - y
    odds = p * (1 - p)
    squares = np.sum(X * X, axis=0)
    fit = error @ error / 2 / n
    noise = odds * squares @ (w * w) / 2 / n
    value = fit + noise
    slope_of_fit = p * X.T @ error / n
    slope_of_noise = odds * squares * w / n
    gradient = slope_of_fit + slope_of_noise
    return value, gradient
