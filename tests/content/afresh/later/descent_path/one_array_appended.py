def descent_path(X, y, eta, steps):
    history, w = [], np.zeros(X.shape[1])
    history.append(w)
    for _ in range(steps):
        w += -eta * (X.T @ (X @ w - y)) / len(y)
        history.append(w)
    return np.vstack(history)
