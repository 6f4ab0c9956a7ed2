"""This is ridge with a small λ.

Belief: A tiny λ makes every matrix harmless and changes nothing.
Hint: Make y larger by a factor of a million. Is the error that λ makes still tiny?
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
    w = np.linalg.solve(A.T @ A + 1e-6 * np.eye(d), A.T @ target)
    return w
