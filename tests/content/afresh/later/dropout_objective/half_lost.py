def dropout_objective(X, y, w, p):
    r, c = X @ w - y, (1 - p) / p * np.mean(X**2, axis=0)
    return np.mean(r**2) + c @ w**2, 2 * (X.T @ r / len(r) + c * w)
