"""The intercept has a price too: it is one more weight.

Belief: A column of ones makes b a weight like the others.
Hint: Which entry of the diagonal belongs to the column of ones?
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
    beside = np.column_stack([X, np.ones(n)])
    both = np.linalg.solve(beside.T @ beside + lam * n * np.eye(d + 1), beside.T @ y)
    w = both[:d]
    b = both[d]
    return w, b
