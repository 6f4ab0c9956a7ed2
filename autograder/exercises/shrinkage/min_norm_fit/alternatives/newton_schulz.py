"""Iterates to the pseudo-inverse after Newton and Schulz; more often, and rounding would grow."""

def min_norm_fit(X, y):
    P = X.T / np.linalg.norm(X, 2) ** 2
    for _ in range(25):
        P = 2 * P - P @ X @ P
    return P @ y
