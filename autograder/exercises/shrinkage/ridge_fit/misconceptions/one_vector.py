"""w and b come back in one vector.

Belief: b is one more weight.
Hint: How many things does the docstring promise?
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
    return np.append(w, b)
