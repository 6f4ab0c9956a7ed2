"""Conjugate gradients to rounding."""

def ridge_fit(X, y, lam):
    n, d = X.shape
    Xc, yc = X - X.mean(0), y - y.mean()
    A, c = Xc.T @ Xc + n * lam * np.eye(d), Xc.T @ yc
    w = np.zeros(d)
    r = c - A @ w
    p = r.copy()
    for _ in range(20 * d):
        if r @ r <= 1e-26 * (c @ c):
            break
        a = (r @ r) / (p @ A @ p)
        w = w + a * p
        new = r - a * A @ p
        p = new + (new @ new) / (r @ r) * p
        r = new
    return w, y.mean() - X.mean(0) @ w
