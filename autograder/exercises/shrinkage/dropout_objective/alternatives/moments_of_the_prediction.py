"""From the first and second moments of the prediction."""

def dropout_objective(X, y, w, p):
    terms = X * w
    mean = terms.sum(1)
    second = mean**2 + (terms**2).sum(1) * (1 / p - 1)
    value = np.mean(second - 2 * mean * y + y**2) / 2
    slope = (mean[:, None] * X + terms * X * (1 / p - 1) - y[:, None] * X).mean(0)
    return float(value), slope
