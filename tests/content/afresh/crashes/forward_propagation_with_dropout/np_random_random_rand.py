"""AttributeError: np.random.random is a function and has no rand. Always, at the first mask."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    masks = {}
    Z1 = W1.dot(X) + b1
    H1 = np.maximum(Z1, 0)
    masks[1] = 1.0 * (np.random.random.rand(*H1.shape) < keep_prob)
    A1 = masks[1] * H1 / keep_prob
    Z2 = W2.dot(A1) + b2
    H2 = np.maximum(Z2, 0)
    masks[2] = 1.0 * (np.random.rand(*H2.shape) < keep_prob)
    A2 = masks[2] * H2 / keep_prob
    Z3 = W3.dot(A2) + b3
    A3 = 1 / (1 + np.exp(-Z3))
    return A3, (Z1, masks[1], A1, W1, b1, Z2, masks[2], A2, W2, b2, Z3, A3, W3, b3)
