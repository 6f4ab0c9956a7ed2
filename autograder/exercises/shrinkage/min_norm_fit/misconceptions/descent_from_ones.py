"""Gradient descent from ones: what X does not see of the start is still there.

Belief: Descent forgets where it began.
Hint: Which part of w does no step ever change?
Loses: test_more_features, test_dependent_columns, test_nothing_to_spare, test_twins_share
"""

def min_norm_fit(X, y):
    n, d = X.shape
    A, target = X, y
    left, values, right = np.linalg.svd(A, full_matrices=False)
    counts = values > 1e-10 * values.max()
    inverse = np.zeros(len(values))
    inverse[counts] = 1 / values[counts]
    w = right.T @ (inverse * (left.T @ target))
    spare = np.ones(d) - np.linalg.pinv(X) @ (X @ np.ones(d))
    w = w + spare
    return w
