"""Least squares is shrunk by 1 / (1 + λ), in every direction alike.

Belief: Ridge makes all weights smaller by the same factor.
Hint: Take two columns of unlike length, by hand. Is the same share kept of both?
Loses: test_other_data, test_shares_kept, test_slope_is_zero, test_more_features_than_examples
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
    w = np.linalg.pinv(Xc) @ yc / (1 + lam)
    b = mean_y - mean_x @ w
    return w, b
