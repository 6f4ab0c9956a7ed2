"""The weights have to shrink, and to shrink them λ/m · W is taken away from the gradient."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dA2 = W3.T.dot(dZ3)
    dZ2 = dA2 * (A2 > 0).astype(float)
    dA1 = W2.T.dot(dZ2)
    dZ1 = dA1 * (A1 > 0).astype(float)

    def weights(dZ, below, W):
        data = dZ.dot(below.T)
        return (data - lambd * W) / m

    def bias(dZ):
        return np.sum(dZ, 1, keepdims=True) / m

    return {
        "dZ3": dZ3, "dZ2": dZ2, "dZ1": dZ1, "dA2": dA2, "dA1": dA1,
        "dW3": weights(dZ3, A2, W3), "dW2": weights(dZ2, A1, W2), "dW1": weights(dZ1, X, W1),
        "db3": bias(dZ3), "db2": bias(dZ2), "db1": bias(dZ1),
    }
