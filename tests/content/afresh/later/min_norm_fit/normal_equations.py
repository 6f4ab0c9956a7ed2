def min_norm_fit(X, y):
    G = np.dot(X.T, X)
    return np.linalg.solve(G, np.dot(X.T, y))
