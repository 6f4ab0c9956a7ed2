"""Builds the matrix with loops, and prints."""

def ridge_fit(X, y, lam):
    n, d = X.shape
    mean = [sum(X[:, j]) / n for j in range(d)]
    height = sum(y) / n
    A, c = np.zeros((d, d)), np.zeros(d)
    for i in range(n):
        row = X[i] - mean
        A += np.outer(row, row)
        c += row * (y[i] - height)
    for j in range(d):
        A[j, j] += n * lam
    w = np.linalg.solve(A, c)
    print("ridge with", lam)
    return w, height - sum(w[j] * mean[j] for j in range(d))
