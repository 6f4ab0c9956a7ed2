"""The normal equations, with a pseudo-inverse."""

def min_norm_fit(X, y):
    return np.linalg.pinv(X.T @ X, rcond=1e-11) @ X.T @ y
