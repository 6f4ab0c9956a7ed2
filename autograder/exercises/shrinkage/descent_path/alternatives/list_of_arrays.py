"""A list of new arrays."""

def descent_path(X, y, eta, steps):
    w = np.zeros(X.shape[1])
    path = [w]
    for _ in range(steps):
        w = w - eta * X.T.dot(X.dot(w) - y) / X.shape[0]
        path.append(w)
    return np.array(path)
