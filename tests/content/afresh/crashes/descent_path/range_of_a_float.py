def descent_path(X, y, eta, steps):
    path = [np.zeros(X.shape[1])]
    for t in range(steps / 1):
        path.append(path[-1] - eta * X.T @ (X @ path[-1] - y) / len(y))
    return np.array(path)
