def min_norm_fit(X, y):
    return X.dot(np.linalg.pinv(X, rcond=1e-12)).dot(y)
