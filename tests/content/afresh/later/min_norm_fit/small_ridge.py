def min_norm_fit(X, y):
    A = X.T @ X
    A[np.diag_indices_from(A)] += 1e-6
    return np.linalg.inv(A) @ (X.T @ y)
