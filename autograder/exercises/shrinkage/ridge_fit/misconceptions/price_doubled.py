"""λ counts twice.

Belief: The derivative of a square brings a 2 with it, and that goes to λ.
Hint: J has a ½ before both of its parts. What is it for?
Loses: test_other_data, test_shares_kept, test_slope_is_zero, test_more_features_than_examples
"""

def ridge_fit(X, y, lam):
    n, d = X.shape
    mean_x = X.mean(axis=0)
    mean_y = y.mean()
    Xc = X - mean_x
    yc = y - mean_y
    price = 2 * lam * n * np.eye(d)
    gram = Xc.T @ Xc
    matrix = gram + price
    w = np.linalg.solve(matrix, Xc.T @ yc)
    b = mean_y - mean_x @ w
    return w, b
