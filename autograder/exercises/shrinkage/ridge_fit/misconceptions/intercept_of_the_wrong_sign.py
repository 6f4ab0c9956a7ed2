"""mean(X)·w is added to b, not subtracted.

Belief: The means are put back by adding them.
Hint: At the mean of X the model should predict the mean of y. Does it?
Loses: test_other_data, test_shifted_data, test_slope_is_zero, test_more_features_than_examples
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
    b = mean_y + mean_x @ w
    return w, b
