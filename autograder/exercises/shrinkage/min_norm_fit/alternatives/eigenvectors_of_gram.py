"""By the eigenvectors of XᵀX."""

def min_norm_fit(X, y):
    l, V = np.linalg.eigh(X.T @ X)
    counts = l > 1e-11 * l[-1]
    V = V[:, counts]
    return V @ (V.T @ (X.T @ y) / l[counts])
