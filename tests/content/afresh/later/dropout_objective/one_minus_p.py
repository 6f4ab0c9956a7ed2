def dropout_objective(X, y, w, p):
    r = X.dot(w) - y
    c = (1 - p) * (X**2).sum(0)
    return 0.5 * (r.dot(r) + c.dot(w**2)) / len(y), (X.T.dot(r) + c * w) / len(y)
