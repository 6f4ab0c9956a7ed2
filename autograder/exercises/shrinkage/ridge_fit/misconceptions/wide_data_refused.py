"""With more features than examples it gives up.

Belief: A linear model needs at least as many examples as weights.
Hint: Which matrix is inverted, and what does λ add along its diagonal?
Loses: test_more_features_than_examples
"""

def ridge_fit(X, y, lam):
    n, d = X.shape
    mean_x = X.mean(axis=0)
    mean_y = y.mean()
    Xc = X - mean_x
    yc = y - mean_y
    if d >= n:
        raise ValueError("too few examples")
    price = lam * n * np.eye(d)
    gram = Xc.T @ Xc
    matrix = gram + price
    w = np.linalg.solve(matrix, Xc.T @ yc)
    b = mean_y - mean_x @ w
    return w, b
