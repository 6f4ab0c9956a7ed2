"""Squared bias plus variance, example by example."""

def dropout_objective(X, y, w, p):
    bias = X @ w - y
    variance = (1 - p) / p * (X**2) @ (w**2)
    value = 0.5 * np.mean(bias**2 + variance)
    gradient = (bias @ X + (1 - p) / p * np.sum(X**2, 0) * w) / X.shape[0]
    return value, gradient
