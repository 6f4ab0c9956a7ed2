"""Masks of 0 and 1, and only what the update needs is returned."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dA2 = W3.T @ dZ3 * D2
    dZ2 = dA2 * (Z2 > 0)
    dA1 = W2.T @ dZ2 * D1
    dZ1 = dA1 * (Z1 > 0)
    gradients = {}
    gradients.update({"dW%d" % (i + 1): dZ @ a.T / m for i, (dZ, a) in enumerate([(dZ1, X), (dZ2, A1), (dZ3, A2)])})
    gradients.update({"db%d" % (i + 1): dZ.sum(1, keepdims=True) / m for i, dZ in enumerate([dZ1, dZ2, dZ3])})
    return gradients
