"""One system for w and b, with a column of ones that has no price."""

def ridge_fit(X, y, lam):
    n, d = X.shape
    A = np.hstack([X, np.ones((n, 1))])
    price = np.diag([n * lam] * d + [0.0])
    both = np.linalg.solve(A.T @ A + price, A.T @ y)
    return both[:-1], both[-1]
