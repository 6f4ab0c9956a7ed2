"""The columns are divided by their standard deviations, and w belongs to those.

Belief: Ridge needs features of one size.
Hint: J in the notebook prices w as it is. Does it know standard deviations?
Loses: test_other_data, test_shares_kept, test_slope_is_zero, test_no_penalty,
    test_more_features_than_examples
"""

def ridge_fit(X, y, lam):
    n, d = X.shape
    mean_x = X.mean(axis=0)
    mean_y = y.mean()
    Xc = (X - mean_x) / X.std(axis=0)
    yc = y - mean_y
    price = lam * n * np.eye(d)
    gram = Xc.T @ Xc
    matrix = gram + price
    w = np.linalg.solve(matrix, Xc.T @ yc)
    b = mean_y - mean_x @ w
    return w, b
