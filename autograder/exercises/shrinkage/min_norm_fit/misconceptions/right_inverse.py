"""This is Xᵀ(XXᵀ)⁻¹y, which needs full row rank.

Belief: The smallest fit is Xᵀ(XXᵀ)⁻¹y.
Hint: Does XXᵀ have an inverse with more examples than features?
Loses: test_more_examples, test_dependent_columns, test_best_fit, test_twins_share
"""

def min_norm_fit(X, y):
    n, d = X.shape
    A, target = X, y
    left, values, right = np.linalg.svd(A, full_matrices=False)
    counts = values > 1e-10 * values.max()
    inverse = np.zeros(len(values))
    inverse[counts] = 1 / values[counts]
    w = right.T @ (inverse * (left.T @ target))
    w = A.T @ np.linalg.solve(A @ A.T, target)
    return w
