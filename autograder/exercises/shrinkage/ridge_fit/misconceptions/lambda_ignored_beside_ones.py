"""λ is ignored: least squares with a column of ones.

Belief: The best fit is the best fit.
Hint: What should become of w when λ is very large?
Loses: test_other_data, test_shares_kept, test_slope_is_zero, test_no_penalty,
    test_more_features_than_examples
Like: lambda_ignored
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
    both = np.linalg.pinv(np.column_stack([X, np.ones(n)])) @ y
    w = both[:d]
    b = both[d]
    return w, b
