"""D1 and D2 mark the units that are out, so the gradient gets through where they are 0."""


def without(units, dA, keep_prob):
    left = dA / keep_prob
    left[np.asarray(units, dtype=bool)] = 0
    return left


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dW3 = dZ3 @ A2.T / m
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dA2 = without(D2, W3.T @ dZ3, keep_prob)
    dZ2 = dA2 * (A2 > 0)
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dA1 = without(D1, W2.T @ dZ2, keep_prob)
    dZ1 = dA1 * (A1 > 0)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    values = locals()
    keys = "dZ3 dW3 db3 dA2 dZ2 dW2 db2 dA1 dZ1 dW1 db1".split()
    return {key: values[key] for key in keys}
