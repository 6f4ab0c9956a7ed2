"""Thinks that `dZ3 = A3` makes a second array."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3
    dZ3 -= Y
    dW3 = dZ3 @ A2.T / m + lambd / m * W3
    dA2 = W3.T @ dZ3
    dZ2 = np.where(Z2 > 0, dA2, 0.0)
    dW2 = dZ2 @ A1.T / m + lambd / m * W2
    dA1 = W2.T @ dZ2
    dZ1 = np.where(Z1 > 0, dA1, 0.0)
    dW1 = dZ1 @ X.T / m + lambd / m * W1
    db3, db2, db1 = (dZ.sum(1, keepdims=True) / m for dZ in (dZ3, dZ2, dZ1))
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2, "dW2": dW2,
            "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}
