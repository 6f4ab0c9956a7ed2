def descent_path(X, y, eta, steps):
    W = np.zeros((steps + 1, X.shape[1]))
    for t in range(steps):
        W[t + 1] = 0.97 * W[t] - eta * X.T @ (X @ W[t] - y) / len(y)
    return W
