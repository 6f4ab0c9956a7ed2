"""The mean is taken out of the caller's own X.

Belief: X -= mean makes a new array.
Hint: Print X before and after the call.
Loses: test_arguments_unchanged
"""

def ridge_fit(X, y, lam):
    n, d = X.shape
    mean_x = X.mean(axis=0)
    mean_y = y.mean()
    Xc = X
    Xc -= mean_x
    yc = y - mean_y
    price = lam * n * np.eye(d)
    gram = Xc.T @ Xc
    matrix = gram + price
    w = np.linalg.solve(matrix, Xc.T @ yc)
    b = mean_y - mean_x @ w
    return w, b
