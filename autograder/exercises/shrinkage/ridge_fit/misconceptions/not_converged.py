"""Gradient descent of a hundred steps, which has not arrived.

Belief: After some steps the rest does not matter.
Hint: How far does w still move in the last step? The minimum has a formula.
Loses: test_other_data, test_no_penalty, test_more_features_than_examples
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
    w = np.zeros(d)
    for step in range(100):
        w = w - (matrix @ w - Xc.T @ yc) / np.trace(matrix)
    b = mean_y - mean_x @ w
    return w, b
