"""Random numbers."""


def ridge_fit(X, y, lam):
    return np.random.randn(X.shape[1]), float(np.random.randn())
