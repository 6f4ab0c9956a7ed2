"""QR of the augmented rows."""

def ridge_fit(X, y, lam):
    n, d = X.shape
    mx, my = X.mean(0), y.mean()
    Q, R = np.linalg.qr(np.concatenate([X - mx, (n * lam) ** 0.5 * np.eye(d)]))
    w = np.linalg.solve(R, Q[:n].T @ (y - my))
    return w, my - mx @ w
