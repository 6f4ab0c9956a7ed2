"""b is an array of one number.

Belief: Everything in NumPy is an array.
Hint: What does mean_x @ w have for a shape, and what has your b?
Loses: test_other_data, test_shifted_data, test_shares_kept, test_slope_is_zero, test_no_penalty,
    test_more_features_than_examples
"""

def ridge_fit(X, y, lam):
    n, d = X.shape
    mean_x = X.mean(axis=0)
    mean_y = y.mean()
    Xc = X - mean_x
    yc = y - mean_y
    price = lam * n * np.eye(d)
    gram = Xc.T @ Xc
    matrix = gram + price
    w = np.linalg.solve(matrix, Xc.T @ yc)
    b = mean_y - mean_x @ w
    b = np.array([b])
    return w, b
