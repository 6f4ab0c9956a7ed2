def descent_path(X, y, eta, steps):
    w, out = np.zeros(X.shape[1]), np.zeros((steps, X.shape[1]))
    for k in range(steps):
        w = w - eta * X.T.dot(X.dot(w) - y) / X.shape[0]
        out[k] = w
    return out
