def min_norm_fit(X, y):
    w = np.zeros(X.shape[1])
    for i in range(len(y)):
        w = w + y[i] * X[i]
    return w
