"""λ is added to every entry of the matrix.

Belief: Adding a number to a matrix adds it along the diagonal.
Hint: Print a 2 x 2 matrix plus 1. Which entries have changed, and which should?
Loses: test_other_data, test_shares_kept, test_slope_is_zero, test_more_features_than_examples
"""

def ridge_fit(X, y, lam):
    n, d = X.shape
    mean_x = X.mean(axis=0)
    mean_y = y.mean()
    Xc = X - mean_x
    yc = y - mean_y
    price = lam * n * np.ones((d, d))
    gram = Xc.T @ Xc
    matrix = gram + price
    w = np.linalg.solve(matrix, Xc.T @ yc)
    b = mean_y - mean_x @ w
    return w, b
