def descent_path(X, y, eta, steps):
    w = np.zeros(X.shape[1])
    path = [w]
    for t in range(steps):
        w = w - eta * X @ (X @ w - y) / len(y)
        path.append(w)
    return np.array(path)
