def min_norm_fit(X, y):
    U, s, Vt = np.linalg.svd(X)
    return Vt.T @ np.diag(1 / s) @ U.T @ y @ X
