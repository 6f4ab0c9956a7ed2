def descent_path(X, y, eta, steps):
    W = np.zeros((steps + 1, X.shape[1]))
    for t in range(steps):
        j = t % X.shape[1]
        W[t + 1] = W[t]
        W[t + 1, j] -= eta * X[:, j] @ (X @ W[t] - y) / len(y)
    return W
