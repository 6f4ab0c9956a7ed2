def dropout_objective(X, y, w, p):
    r, c = X @ w - y, (1 - p) / p * np.mean(X**2, axis=0)
    g = X.T @ r / len(r) + c * w
    return g, 0.5 * np.mean(r**2) + 0.5 * c @ w**2
