"""Xw = y is solved as it stands, which needs a square X.

Belief: A linear system has a solution.
Hint: How many equations are there, and how many unknowns?
Loses: test_more_examples, test_more_features, test_dependent_columns, test_best_fit,
    test_nothing_to_spare, test_twins_share
"""

def min_norm_fit(X, y):
    n, d = X.shape
    A, target = X, y
    left, values, right = np.linalg.svd(A, full_matrices=False)
    counts = values > 1e-10 * values.max()
    inverse = np.zeros(len(values))
    inverse[counts] = 1 / values[counts]
    w = right.T @ (inverse * (left.T @ target))
    w = np.linalg.solve(A, target)
    return w
