"""w is rounded.

Belief: A few digits are enough.
Hint: What is gained by rounding, and what is lost?
Loses: test_more_examples, test_more_features, test_dependent_columns, test_best_fit,
    test_twins_share
"""

def min_norm_fit(X, y):
    n, d = X.shape
    A, target = X, y
    left, values, right = np.linalg.svd(A, full_matrices=False)
    counts = values > 1e-10 * values.max()
    inverse = np.zeros(len(values))
    inverse[counts] = 1 / values[counts]
    w = right.T @ (inverse * (left.T @ target))
    w = np.round(w, 4)
    return w
