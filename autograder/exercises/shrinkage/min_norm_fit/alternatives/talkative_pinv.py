"""The pseudo-inverse of the transpose, in a helper; prints."""

def pseudo(A, tol=1e-12):
    return np.linalg.pinv(A.T, rcond=tol).T


def min_norm_fit(X, y, verbose=True):
    w = pseudo(X).dot(y)
    if verbose:
        print("length", np.linalg.norm(w))
    return w
