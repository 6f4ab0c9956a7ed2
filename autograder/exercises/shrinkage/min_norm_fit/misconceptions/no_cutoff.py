"""Zero singular values are inverted like the others.

Belief: The SVD gives the inverse directly.
Hint: What is 1 / 0, or 1 / 1e-17? What should such a direction get?
Loses: test_dependent_columns, test_twins_share
"""

def min_norm_fit(X, y):
    n, d = X.shape
    A, target = X, y
    left, values, right = np.linalg.svd(A, full_matrices=False)
    counts = values >= 0
    inverse = np.zeros(len(values))
    inverse[counts] = 1 / values[counts]
    w = right.T @ (inverse * (left.T @ target))
    return w
