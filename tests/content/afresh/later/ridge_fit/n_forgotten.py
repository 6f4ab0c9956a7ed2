def ridge_fit(X, y, lam):
    mu, m = np.mean(X, axis=0), np.mean(y)
    A = (X - mu).T.dot(X - mu)
    A[np.diag_indices_from(A)] += lam
    w = np.linalg.inv(A).dot((X - mu).T).dot(y - m)
    return w, m - w.dot(mu)
