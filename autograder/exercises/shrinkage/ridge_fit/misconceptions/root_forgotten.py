"""The added rows hold nλ, not its root.

Belief: Ridge is least squares with nλ times the identity added below X.
Hint: Square what an added row contributes to the error. What should come out?
Loses: test_other_data, test_shares_kept, test_slope_is_zero, test_more_features_than_examples
"""

def ridge_fit(X, y, lam):
    n, d = X.shape
    mean_x = X.mean(axis=0)
    mean_y = y.mean()
    Xc = X - mean_x
    yc = y - mean_y
    price = lam * n * np.eye(d)
    gram = np.vstack([Xc, lam * n * np.eye(d)]).T @ np.vstack([Xc, lam * n * np.eye(d)])
    matrix = gram
    w = np.linalg.solve(matrix, Xc.T @ yc)
    b = mean_y - mean_x @ w
    return w, b
