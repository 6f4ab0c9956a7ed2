"""Conjugate gradients on the normal equations, from zero."""

def min_norm_fit(X, y):
    w, r = np.zeros(X.shape[1]), y.copy()
    s = X.T @ r
    p, size = s, s @ s
    for _ in range(40 * X.shape[1]):
        if s @ s <= 1e-24 * size:
            break
        q = X @ p
        a = (s @ s) / (q @ q)
        w, r = w + a * p, r - a * q
        new = X.T @ r
        p = new + (new @ new) / (s @ s) * p
        s = new
    return w
