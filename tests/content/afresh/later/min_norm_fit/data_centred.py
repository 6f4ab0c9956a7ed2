def min_norm_fit(X, y):
    Z = X - np.mean(X, 0)
    return np.linalg.lstsq(Z, y - np.mean(y), rcond=1e-12)[0]
