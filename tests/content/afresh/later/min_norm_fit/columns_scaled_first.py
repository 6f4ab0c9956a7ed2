def min_norm_fit(X, y):
    size = np.sqrt((X**2).sum(axis=0))
    size[size == 0] = 1
    return np.linalg.lstsq(X / size, y, rcond=1e-12)[0] / size
