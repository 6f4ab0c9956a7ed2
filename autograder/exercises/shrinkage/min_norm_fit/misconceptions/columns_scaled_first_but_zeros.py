"""The columns are brought to the same length first, and w is scaled back.

Belief: Scaling is harmless if it is undone.
Hint: Which w is made short: the one that you return, or the scaled one?
Loses: test_more_features, test_dependent_columns, test_nothing_to_spare
Like: columns_scaled_first
"""

def min_norm_fit(X, y):
    n, d = X.shape
    size = np.linalg.norm(X, axis=0)
    size[size == 0] = 1
    A, target = X / size, y
    left, values, right = np.linalg.svd(A, full_matrices=False)
    counts = values > 1e-10 * values.max()
    inverse = np.zeros(len(values))
    inverse[counts] = 1 / values[counts]
    w = right.T @ (inverse * (left.T @ target))
    w = w / size
    return w
