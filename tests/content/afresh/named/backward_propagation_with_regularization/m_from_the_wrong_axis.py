"""Takes len(X) for the number of examples, as if they were rows."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = len(X)
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dA2 = W3.T @ dZ3
    dZ2 = dA2 * (Z2 > 0)
    dA1 = W2.T @ dZ2
    dZ1 = dA1 * (Z1 > 0)
    grads = {"dZ3": dZ3, "dA2": dA2, "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1}
    for l, dZ, A, W in ((1, dZ1, X, W1), (2, dZ2, A1, W2), (3, dZ3, A2, W3)):
        grads[f"dW{l}"] = (dZ @ A.T + lambd * W) / m
        grads[f"db{l}"] = dZ.sum(axis=1, keepdims=True) / m
    return grads
