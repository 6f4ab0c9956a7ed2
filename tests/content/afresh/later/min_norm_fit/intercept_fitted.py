def min_norm_fit(X, y):
    A = np.c_[np.ones(len(y)), X]
    return np.linalg.lstsq(A, y, rcond=1e-12)[0][1:]
