"""Adds feature after feature, and its dropped and kept halves."""

def dropout_objective(X, y, w, p):
    n, d = X.shape
    left = y.copy()
    for j in range(d):
        left -= w[j] * X[:, j]
    total, gradient = left @ left, np.zeros(d)
    for j in range(d):
        x = X[:, j]
        kept, dropped = p * (1 / p - 1) ** 2, 1 - p
        total += (kept + dropped) * w[j] ** 2 * (x @ x)
        gradient[j] = -x @ left / n + (kept + dropped) * w[j] * (x @ x) / n
    return total / n / 2, gradient
