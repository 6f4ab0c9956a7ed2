def descent_path(X, y, eta, steps):
    path = np.zeros((steps + 1, X.shape[1]))
    for t in range(steps + 1):
        path[t + 1] = path[t] - eta * X.T @ (X @ path[t] - y) / len(y)
    return path
