def min_norm_fit(X, y):
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    return Vt.T @ (U.T @ y / np.sqrt(s + 1e-9))
