def descent_path(X, y, eta, steps):
    n, d = X.shape
    v, W = np.zeros(d), np.zeros((steps + 1, d))
    for t in range(steps):
        v = 0.9 * v - eta * X.T @ (X @ W[t] - y) / n
        W[t + 1] = W[t] + v
    return W
