def min_norm_fit(X, y):
    k = min(X.shape)
    w = np.zeros(X.shape[1])
    w[-k:] = np.linalg.pinv(X[:, -k:], rcond=1e-12) @ y
    return w
