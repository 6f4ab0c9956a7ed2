"""By the pseudo-inverse of XXᵀ."""

def min_norm_fit(X, y):
    a = np.linalg.pinv(X @ X.T, rcond=1e-11, hermitian=True) @ y
    return X.T @ a
