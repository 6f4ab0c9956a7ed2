"""An intercept is fitted too, and left out of what comes back.

Belief: A linear model has an intercept.
Hint: What is left of the fit when the intercept is thrown away?
Loses: test_more_examples, test_more_features, test_dependent_columns, test_best_fit,
    test_twins_share
"""

def min_norm_fit(X, y):
    n, d = X.shape
    A, target = np.column_stack([X, np.ones(n)]), y
    left, values, right = np.linalg.svd(A, full_matrices=False)
    counts = values > 1e-10 * values.max()
    inverse = np.zeros(len(values))
    inverse[counts] = 1 / values[counts]
    w = right.T @ (inverse * (left.T @ target))
    w = w[:d]
    return w
