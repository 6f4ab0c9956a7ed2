"""Features are taken one after the other, each the one that fits best.

Belief: The smallest w is the one with the fewest features.
Hint: Small in |w| and few in number: are these the same?
Loses: test_more_features, test_dependent_columns, test_nothing_to_spare
"""

def min_norm_fit(X, y):
    n, d = X.shape
    A, target = X, y
    left, values, right = np.linalg.svd(A, full_matrices=False)
    counts = values > 1e-10 * values.max()
    inverse = np.zeros(len(values))
    inverse[counts] = 1 / values[counts]
    w = right.T @ (inverse * (left.T @ target))
    w, chosen = np.zeros(d), []
    for _ in range(min(n, d)):
        gain = np.abs(X.T @ (y - X @ w)) / (np.linalg.norm(X, axis=0) + 1e-12)
        gain[chosen] = -1
        chosen.append(int(np.argmax(gain)))
        w = np.zeros(d)
        w[chosen] = np.linalg.pinv(X[:, chosen]) @ y
    return w
