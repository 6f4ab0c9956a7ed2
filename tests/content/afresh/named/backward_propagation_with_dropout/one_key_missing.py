"""Sees no use for the error of the first layer once dW1 is there."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dA2 = W3.T @ dZ3 / keep_prob * D2
    dZ2 = dA2 * (A2 > 0)
    dA1 = W2.T @ dZ2 / keep_prob * D1
    dZ1 = dA1 * (A1 > 0)
    grads = dict(dZ3=dZ3, dA2=dA2, dZ2=dZ2, dA1=dA1)
    grads["dW3"], grads["db3"] = dZ3 @ A2.T / m, dZ3.mean(axis=1, keepdims=True)
    grads["dW2"], grads["db2"] = dZ2 @ A1.T / m, dZ2.mean(axis=1, keepdims=True)
    grads["dW1"], grads["db1"] = dZ1 @ X.T / m, dZ1.mean(axis=1, keepdims=True)
    return grads
