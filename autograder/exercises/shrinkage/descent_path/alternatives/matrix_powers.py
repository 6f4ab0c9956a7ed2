"""Powers of the matrix I - ηXᵀX/n."""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    M = np.eye(d) - eta * X.T @ X / n
    c = eta * X.T @ y / n
    rows = [np.zeros(d)]
    for t in range(1, steps + 1):
        rows.append(rows[-1] + np.linalg.matrix_power(M, t - 1) @ c)
    return np.array(rows)
