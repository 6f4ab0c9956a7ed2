"""λ/m times the parameter itself is added for each parameter of the net."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache

    def of_layer(dZ, A_before, W, b):
        dW = np.einsum("im,jm->ij", dZ, A_before) / m + lambd / m * W
        db = np.einsum("im->i", dZ).reshape(-1, 1) / m + lambd / m * b
        return dW, db

    dZ3 = A3 - Y
    dW3, db3 = of_layer(dZ3, A2, W3, b3)
    dA2 = np.einsum("ij,im->jm", W3, dZ3)
    dZ2 = dA2 * (Z2 > 0)
    dW2, db2 = of_layer(dZ2, A1, W2, b2)
    dA1 = np.einsum("ij,im->jm", W2, dZ2)
    dZ1 = dA1 * (Z1 > 0)
    dW1, db1 = of_layer(dZ1, X, W1, b1)

    return {"dZ3": dZ3, "dW3": dW3, "db3": db3,
            "dA2": dA2, "dZ2": dZ2, "dW2": dW2, "db2": db2,
            "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}
