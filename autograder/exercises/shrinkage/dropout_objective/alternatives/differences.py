"""The gradient by differences of the quadratic, which are exact."""

def dropout_objective(X, y, w, p):
    n, d = X.shape

    def J(w):
        return (np.sum((X @ w - y) ** 2) + (1 - p) / p * np.sum(X**2 @ w**2)) / (2 * n)

    gradient = np.zeros(d)
    for j in range(d):
        step = np.zeros(d)
        step[j] = 0.5
        gradient[j] = J(w + step) - J(w - step)
    return J(w), gradient
