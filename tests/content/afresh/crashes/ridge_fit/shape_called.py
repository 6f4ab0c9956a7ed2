def ridge_fit(X, y, lam):
    n, d = X.shape()
    return np.zeros(d), n
