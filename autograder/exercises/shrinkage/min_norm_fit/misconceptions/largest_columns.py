"""Only the longest columns are used, as many as there are examples.

Belief: The large features carry the fit.
Hint: Can a small weight on a further feature make w shorter?
Loses: test_more_features, test_dependent_columns, test_nothing_to_spare
"""

def min_norm_fit(X, y):
    n, d = X.shape
    A, target = X, y
    left, values, right = np.linalg.svd(A, full_matrices=False)
    counts = values > 1e-10 * values.max()
    inverse = np.zeros(len(values))
    inverse[counts] = 1 / values[counts]
    w = right.T @ (inverse * (left.T @ target))
    most = np.argsort(-np.linalg.norm(X, axis=0))[:n]
    w = np.zeros(d)
    w[most] = np.linalg.pinv(X[:, most]) @ y
    return w
