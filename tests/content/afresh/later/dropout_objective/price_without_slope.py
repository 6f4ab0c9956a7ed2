def dropout_objective(X, y, w, p):
    r, c = X @ w - y, (1 - p) / p * np.mean(X**2, axis=0)
    return 0.5 * np.mean(r**2) + 0.5 * np.sum(c * w**2), np.mean(X * r[:, None], axis=0)
