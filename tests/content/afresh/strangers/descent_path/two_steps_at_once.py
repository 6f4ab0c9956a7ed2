def descent_path(X, y, eta, steps):
    W = np.zeros((steps + 1, X.shape[1]))
    for t in range(steps):
        w = W[t] - eta * X.T @ (X @ W[t] - y) / len(y)
        W[t + 1] = w - eta * X.T @ (X @ w - y) / len(y)
    return W
