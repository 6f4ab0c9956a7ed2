def min_norm_fit(X, y):
    solution = np.linalg.lstsq(X, y, rcond=-1)
    return solution
