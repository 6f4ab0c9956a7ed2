"""The mean of y is left out of b.

Belief: The model has to explain y as it is, so only X is centred.
Hint: What does your model predict where all features have their mean?
Loses: test_other_data, test_shifted_data, test_slope_is_zero, test_more_features_than_examples
"""

def ridge_fit(X, y, lam):
    n, d = X.shape
    mean_x = X.mean(axis=0)
    mean_y = 0.0
    Xc = X - mean_x
    yc = y - mean_y
    price = lam * n * np.eye(d)
    gram = Xc.T @ Xc
    matrix = gram + price
    w = np.linalg.solve(matrix, Xc.T @ yc)
    b = mean_y - mean_x @ w
    return w, b
