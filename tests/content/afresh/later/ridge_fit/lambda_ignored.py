def ridge_fit(X, y, lam):
    A = np.column_stack([X, np.ones(len(y))])
    both = np.linalg.lstsq(A, y, rcond=None)[0]
    return both[:-1], both[-1]
