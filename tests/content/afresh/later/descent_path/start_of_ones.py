def descent_path(X, y, eta, steps):
    P = np.ones((steps + 1, X.shape[1]))
    for t in range(steps):
        P[t + 1] = P[t] - eta * X.T @ (X @ P[t] - y) / len(y)
    return P
