"""The division by keep_prob and the slope of the ReLU are both missing.
"""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dA2 = W3.T @ dZ3 * D2
    dZ2 = dA2
    dA1 = W2.T @ dZ2 * D1
    dZ1 = dA1
    grads = {"dZ3": dZ3, "dA2": dA2, "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1}
    for l, A in (("3", A2), ("2", A1), ("1", X)):
        grads["dW" + l] = grads["dZ" + l] @ A.T / m
        grads["db" + l] = np.sum(grads["dZ" + l], axis=1, keepdims=True) / m
    return grads
