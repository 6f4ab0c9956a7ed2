"""What is left of y is written into the caller's own y.

Belief: Inside a function y is a copy.
Hint: Print y before and after the call.
Loses: test_arguments_unchanged
"""

def min_norm_fit(X, y):
    n, d = X.shape
    A, target = X, y
    left, values, right = np.linalg.svd(A, full_matrices=False)
    counts = values > 1e-10 * values.max()
    inverse = np.zeros(len(values))
    inverse[counts] = 1 / values[counts]
    w = right.T @ (inverse * (left.T @ target))
    y -= X @ w
    return w
