"""The caller's own X is brought to length 1.

Belief: X /= 2 makes a new array.
Hint: Print X before and after the call.
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
    X /= np.linalg.norm(X)
    return w
