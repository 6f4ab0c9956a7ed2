def min_norm_fit(X, y):
    return np.linalg.pinv(X, rcond=1e-12) @ y[:, np.newaxis]
