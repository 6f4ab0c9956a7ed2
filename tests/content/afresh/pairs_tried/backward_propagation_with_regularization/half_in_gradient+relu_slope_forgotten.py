"""The slope of the ReLU is forgotten, and the penalty's gradient is halved.
"""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dA2 = W3.T @ dZ3
    dZ2 = dA2
    dA1 = W2.T @ dZ2
    dZ1 = dA1
    grads = {"dZ3": dZ3, "dA2": dA2, "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1}
    for l, dZ, A, W in ((3, dZ3, A2, W3), (2, dZ2, A1, W2), (1, dZ1, X, W1)):
        grads[f"dW{l}"] = (dZ @ A.T + lambd / 2 * W) / m
        grads[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True) / m
    return grads
