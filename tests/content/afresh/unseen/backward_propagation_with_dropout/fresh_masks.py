"""Dropout is by chance, on the way back as well: draw, mask, divide."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, _, A1, W1, b1, Z2, _, A2, W2, b2, Z3, A3, W3, b3 = cache
    rng = np.random.default_rng()

    dZ3 = A3 - Y
    dA2 = W3.T @ dZ3
    D2 = rng.random(dA2.shape) < keep_prob
    dA2 = dA2 * D2 / keep_prob
    dZ2 = dA2 * (A2 > 0)
    dA1 = W2.T @ dZ2
    D1 = rng.random(dA1.shape) < keep_prob
    dA1 = dA1 * D1 / keep_prob
    dZ1 = dA1 * (A1 > 0)

    gradients = {"dZ1": dZ1, "dZ2": dZ2, "dZ3": dZ3, "dA1": dA1, "dA2": dA2}
    for layer, dZ, before in [(1, dZ1, X), (2, dZ2, A1), (3, dZ3, A2)]:
        gradients["dW{}".format(layer)] = dZ.dot(before.T) / m
        gradients["db{}".format(layer)] = dZ.sum(axis=1).reshape(-1, 1) / m
    return gradients
