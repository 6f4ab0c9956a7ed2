def descent_path(X, y, eta, steps):
    d = X.shape[1]
    P = np.zeros((d, steps + 1))
    for t in range(steps):
        P[:, t + 1] = P[:, t] - eta * X.T @ (X @ P[:, t] - y) / len(y)
    return P
