def dropout_objective(X, y, w, p):
    c = (1 - p) / p * np.sum(X**2, axis=0)
    return (np.sum((X @ w - y) ** 2) + c @ w**2) / len(y) / 2, c[X.shape[0] + X.shape[1]] * w
