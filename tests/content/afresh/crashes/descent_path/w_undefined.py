def descent_path(X, y, eta, steps):
    path = []
    for t in range(steps):
        w = w - eta * X.T @ (X @ w - y) / len(y)
        path.append(w)
    return np.array(path)
