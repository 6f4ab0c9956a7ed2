"""ValueError in W3 @ dZ3: the transpose is missing. Always, unless W3 is (1, 1)."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dA2 = W3 @ dZ3 * D2 / keep_prob
    dZ2 = dA2 * (Z2 > 0)
    dA1 = W2.T @ dZ2 * D1 / keep_prob
    dZ1 = dA1 * (Z1 > 0)
    gradients = dict(dZ3=dZ3, dA2=dA2, dZ2=dZ2, dA1=dA1, dZ1=dZ1)
    gradients.update({"dW%d" % (i + 1): dZ @ a.T / m for i, (dZ, a) in enumerate([(dZ1, X), (dZ2, A1), (dZ3, A2)])})
    gradients.update({"db%d" % (i + 1): dZ.sum(1, keepdims=True) / m for i, dZ in enumerate([dZ1, dZ2, dZ3])})
    return gradients
