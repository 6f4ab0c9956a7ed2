"""n is missing beside λ: this is scikit-learn's scale.

Belief: The equation of ridge is (XᵀX + λI) w = Xᵀy, whatever J looks like.
Hint: The fit in J is a mean. Multiply its slope by n: what happens to λ?
Loses: test_other_data, test_shares_kept, test_slope_is_zero, test_more_features_than_examples
"""

def ridge_fit(X, y, lam):
    n, d = X.shape
    mean_x = X.mean(axis=0)
    mean_y = y.mean()
    Xc = X - mean_x
    yc = y - mean_y
    price = lam * np.eye(d)
    gram = Xc.T @ Xc
    matrix = gram + price
    w = np.linalg.solve(matrix, Xc.T @ yc)
    b = mean_y - mean_x @ w
    return w, b
