"""Directions with singular values below a tenth of the largest are dropped.

Belief: Small singular values are noise.
Hint: The docstring says from where on a direction counts. Where is that?
Loses: test_more_examples, test_more_features, test_dependent_columns, test_best_fit
"""

def min_norm_fit(X, y):
    n, d = X.shape
    A, target = X, y
    left, values, right = np.linalg.svd(A, full_matrices=False)
    counts = values > 0.1 * values.max()
    inverse = np.zeros(len(values))
    inverse[counts] = 1 / values[counts]
    w = right.T @ (inverse * (left.T @ target))
    return w
