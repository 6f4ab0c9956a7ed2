"""Only the first columns are used, as many as there are examples.

Belief: n examples can tell n weights, so the rest are zero.
Hint: That fits exactly too. Is it the shortest w that does?
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
    few = min(n, d)
    w = np.zeros(d)
    w[:few] = np.linalg.pinv(X[:, :few]) @ y
    return w
