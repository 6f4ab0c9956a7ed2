def min_norm_fit(X, y):
    from scipy.linalg import pinv

    return pinv(X) @ y
