def descent_path(X, y, eta, steps):
    w = np.zeros(X.shape[1])
    for _ in range(steps):
        w = w - eta * np.mean(X.T * (X @ w - y), axis=1)
    return w
