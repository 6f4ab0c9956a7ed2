def descent_path(X, y, eta, steps):
    path = np.zeros((steps + 1, X.shape[0]))
    for t in range(steps):
        path[t + 1] = path[t] - eta * X.T @ (X @ path[t] - y)
    return path
