"""The mask of the forward pass is divided by keep_prob, and so is the gradient that it cuts."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    examples = Y.shape[1]
    mask1 = D1 / keep_prob
    mask2 = D2 / keep_prob

    dZ3 = A3 - Y
    dA2 = np.multiply(W3.T @ dZ3, mask2)
    dA2 = np.divide(dA2, keep_prob)
    dZ2 = np.multiply(dA2, A2 > 0)
    dA1 = np.multiply(W2.T @ dZ2, mask1)
    dA1 = np.divide(dA1, keep_prob)
    dZ1 = np.multiply(dA1, A1 > 0)

    result = {"dZ3": dZ3, "dA2": dA2, "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1}
    for layer, A in enumerate((X, A1, A2), 1):
        dZ = result[f"dZ{layer}"]
        result[f"dW{layer}"] = np.einsum("ie,je->ij", dZ, A) / examples
        result[f"db{layer}"] = np.einsum("ie->i", dZ)[:, None] / examples
    return result
