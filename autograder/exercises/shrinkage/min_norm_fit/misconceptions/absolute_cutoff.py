"""Singular values below 0.3 are dropped, whatever the size of X.

Belief: Small singular values are noise.
Hint: Small against what? Measure X in other units.
Loses: test_more_examples, test_more_features, test_dependent_columns, test_best_fit,
    test_nothing_to_spare, test_twins_share
"""

def min_norm_fit(X, y):
    n, d = X.shape
    A, target = X, y
    left, values, right = np.linalg.svd(A, full_matrices=False)
    counts = values > 0.3
    inverse = np.zeros(len(values))
    inverse[counts] = 1 / values[counts]
    w = right.T @ (inverse * (left.T @ target))
    return w
