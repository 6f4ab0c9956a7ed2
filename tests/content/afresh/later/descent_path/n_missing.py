def descent_path(X, y, eta, steps):
    path = np.zeros((steps + 1, X.shape[1]))
    for i in range(1, steps + 1):
        r = y - X @ path[i - 1]
        path[i] = path[i - 1] + eta * (r @ X)
    return path
