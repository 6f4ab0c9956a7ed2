def descent_path(X, y, eta, steps):
    Z, t = X - np.mean(X, 0, keepdims=True), y - np.mean(y)
    rows = [np.zeros(Z.shape[1])]
    while len(rows) < steps + 1:
        rows.append(rows[-1] - eta * Z.T @ (Z @ rows[-1] - t) / len(t))
    return np.array(rows)
