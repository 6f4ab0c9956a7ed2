def descent_path(X, y, eta, steps):
    w, rows = np.zeros(X.shape[1]), []
    for t in range(steps + 2):
        rows.append(w)
        w = w - eta * X.T @ (X @ w - y) / len(y)
    return np.array(rows)
