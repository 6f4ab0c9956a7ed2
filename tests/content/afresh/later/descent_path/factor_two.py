def descent_path(X, y, eta, steps):
    W = [np.zeros(X.shape[1])]
    for _ in range(steps):
        grad = 2 * np.mean((X @ W[-1] - y)[:, None] * X, axis=0)
        W.append(W[-1] - eta * grad)
    return np.stack(W)
