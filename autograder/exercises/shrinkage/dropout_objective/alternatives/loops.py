"""Loops over examples and features."""

def dropout_objective(X, y, w, p):
    n, d = X.shape
    value, gradient = 0.0, np.zeros(d)
    for i in range(n):
        e = sum(X[i, j] * w[j] for j in range(d)) - y[i]
        value += e * e
        for j in range(d):
            noise = X[i, j] ** 2 * (1 / p - 1)
            value += noise * w[j] ** 2
            gradient[j] += e * X[i, j] + noise * w[j]
    return value / (2 * n), gradient / n
