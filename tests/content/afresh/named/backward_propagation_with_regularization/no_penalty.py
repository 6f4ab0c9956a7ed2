"""Thinks that the cost alone has to know about lambda."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    grads = {"dZ3": A3 - Y}
    grads["dA2"] = W3.T @ grads["dZ3"]
    grads["dZ2"] = grads["dA2"] * np.heaviside(Z2, 0)
    grads["dA1"] = W2.T @ grads["dZ2"]
    grads["dZ1"] = grads["dA1"] * np.heaviside(Z1, 0)
    for layer, below in enumerate([X, A1, A2], start=1):
        dZ = grads[f"dZ{layer}"]
        grads[f"dW{layer}"] = dZ.dot(below.T) / m
        grads[f"db{layer}"] = dZ.dot(np.ones((m, 1))) / m
    return grads
