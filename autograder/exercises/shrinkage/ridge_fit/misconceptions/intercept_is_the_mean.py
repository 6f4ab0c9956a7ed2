"""b is the mean of y alone.

Belief: With centred data the intercept is the mean of y.
Hint: Your w was found for X minus its mean. What does it predict for X itself?
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
    b = mean_y
    return w, b
