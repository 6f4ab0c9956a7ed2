def min_norm_fit(X, y):
    U, s = np.linalg.svd(X)
    return s
