"""The rows are descent with infinitely small steps.

Belief: Along an eigenvector, descent decays like e^(-ηlt).
Hint: What does one step of size η multiply the distance by?
Loses: test_other_data, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        w = w - eta * slope
        rows.append(w)
    values, vectors = np.linalg.eigh(X.T @ X / n)
    best = vectors.T @ np.linalg.pinv(X) @ y
    rows = [vectors @ ((1 - np.exp(-eta * t * values)) * best) for t in range(steps + 1)]
    path = np.array(rows)
    return path
