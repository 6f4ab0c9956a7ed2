"""The paper's form, in u = w / p."""

def dropout_objective(X, y, w, p):
    n = len(y)
    u = w / p
    e = p * X @ u - y
    D = np.diag(X.T @ X)
    value = (np.dot(e, e) + p * (1 - p) * np.dot(D, u * u)) / (2 * n)
    along_u = (p * X.T @ e + p * (1 - p) * D * u) / n
    return value, along_u / p
