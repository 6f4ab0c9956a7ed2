"""Every weight of least squares is moved towards zero by λ.

Belief: Shrinking means taking the same amount away from each weight.
Hint: Which price has the same slope everywhere: |w| or w²?
Loses: test_other_data, test_shifted_data, test_shares_kept, test_slope_is_zero,
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
    w = np.linalg.pinv(Xc) @ yc
    w = np.sign(w) * np.maximum(np.abs(w) - lam, 0)
    b = mean_y - mean_x @ w
    return w, b
