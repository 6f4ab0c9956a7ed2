"""The normal equations are solved, which have one solution only with full column rank.

Belief: Least squares is (XᵀX)⁻¹Xᵀy.
Hint: Does XᵀX have an inverse with more features than examples?
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
    w = np.linalg.solve(A.T @ A, A.T @ target)
    return w
