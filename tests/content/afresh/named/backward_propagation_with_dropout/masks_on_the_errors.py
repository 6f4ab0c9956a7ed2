"""Masks and divides one step later, at dZ, as the product is the same there."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dA2 = W3.T @ dZ3
    dZ2 = (A2 > 0) * dA2 * D2 / keep_prob
    dA1 = W2.T @ dZ2
    dZ1 = (A1 > 0) * dA1 * D1 / keep_prob
    dW3, dW2, dW1 = [np.einsum("im,jm->ij", dZ, A) / m
                     for dZ, A in ((dZ3, A2), (dZ2, A1), (dZ1, X))]
    db3, db2, db1 = [dZ.mean(axis=1, keepdims=True) for dZ in (dZ3, dZ2, dZ1)]
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2, "dW2": dW2,
            "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}
