def dropout_objective(X, y, w, p):
    r = X @ w - y
    return 0.5 * np.mean(r**2), np.mean(X * r[:, None], axis=0)
