"""A while loop that prints and takes settings of its own."""

def descent_path(X, y, eta, steps, verbose=True, **more):
    n, d = X.shape
    w = [0.0] * d
    rows = [list(w)]
    while len(rows) <= steps:
        errors = [sum(X[i, j] * w[j] for j in range(d)) - y[i] for i in range(n)]
        slope = [sum(errors[i] * X[i, j] for i in range(n)) / n for j in range(d)]
        w = [w[j] - eta * slope[j] for j in range(d)]
        rows.append(list(w))
    if verbose:
        print(len(rows), "rows")
    return np.array(rows)
