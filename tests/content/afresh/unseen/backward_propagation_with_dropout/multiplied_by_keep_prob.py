"""The way forward divides by keep_prob, so the way back multiplies with it."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache

    dZ3 = A3 - Y
    dA2 = W3.T @ dZ3
    dA2 *= D2
    dA2 *= keep_prob
    dZ2 = dA2 * np.sign(A2)
    dA1 = W2.T @ dZ2
    dA1 *= D1
    dA1 *= keep_prob
    dZ1 = dA1 * np.sign(A1)

    dW3, dW2, dW1 = (dZ @ A.T / m for dZ, A in [(dZ3, A2), (dZ2, A1), (dZ1, X)])
    db3, db2, db1 = (np.sum(dZ, axis=1, keepdims=True) / m for dZ in [dZ3, dZ2, dZ1])

    return {
        "dZ3": dZ3, "dW3": dW3, "db3": db3,
        "dA2": dA2, "dZ2": dZ2, "dW2": dW2, "db2": db2,
        "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1,
    }
