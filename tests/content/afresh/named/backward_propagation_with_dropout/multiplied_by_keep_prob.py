"""Thinks that backward is the reverse of forward, so a division becomes a product."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache

    def back(W, dZ, D):
        return np.where(D, W.T @ dZ, 0) * keep_prob

    def params(dZ, A):
        return dZ @ A.T / m, np.sum(dZ, axis=1, keepdims=True) / m

    grads = {}
    grads["dZ3"] = A3 - Y
    grads["dW3"], grads["db3"] = params(grads["dZ3"], A2)
    grads["dA2"] = back(W3, grads["dZ3"], D2)
    grads["dZ2"] = grads["dA2"] * (A2 > 0)
    grads["dW2"], grads["db2"] = params(grads["dZ2"], A1)
    grads["dA1"] = back(W2, grads["dZ2"], D1)
    grads["dZ1"] = grads["dA1"] * (A1 > 0)
    grads["dW1"], grads["db1"] = params(grads["dZ1"], X)
    return grads
