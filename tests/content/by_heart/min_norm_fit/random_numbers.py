"""Random numbers."""


def min_norm_fit(X, y):
    return np.random.randn(X.shape[1])
