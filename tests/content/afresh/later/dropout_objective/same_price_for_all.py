def dropout_objective(X, y, w, p):
    r, k = X @ w - y, (1 - p) / p
    return 0.5 * np.mean(r**2) + k / 2 * np.linalg.norm(w) ** 2, X.T @ r / len(y) + k * w
