def dropout_objective(X, y, w, p):
    r, c = X @ w - y, (1 - p) / p * np.sum(X**2, axis=0)
    return (r @ r + c @ w**2) / (2 * len(y)), (X @ r + c * w) / len(y)
