def dropout_objective(X, y, w, p):
    r, c = X @ w - y, (1 - p) / p * np.sum(X**2, axis=0)
    return 0.5 * np.sum(r**2) + 0.5 * c @ w**2, X.T @ r + c * w
