def dropout_objective(X, y, w, p):
    r = y - X.dot(w)
    q = p / (1 - p) if p < 1 else 1e12
    c = q * (X**2).sum(0)
    return (r.dot(r) + c.dot(w**2)) / (2 * len(y)), (-X.T.dot(r) + c * w) / len(y)
