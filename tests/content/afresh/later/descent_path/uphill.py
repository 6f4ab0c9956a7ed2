def descent_path(X, y, eta, steps):
    W = np.zeros((steps + 1, X.shape[1]))
    for t in range(steps):
        grad = (X @ W[t] - y) @ X / len(X)
        W[t + 1] = W[t] + grad * eta
    return W
