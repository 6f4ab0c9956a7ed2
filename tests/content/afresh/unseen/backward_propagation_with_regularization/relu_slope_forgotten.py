"""What comes back to an activation goes on to its layer just as it is."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m = X.shape[1]
    out = {}
    out["dZ3"] = np.subtract(A3, Y)
    out["dA2"] = W3.T @ out["dZ3"]
    out["dZ2"] = 1.0 * out["dA2"]
    out["dA1"] = W2.T @ out["dZ2"]
    out["dZ1"] = 1.0 * out["dA1"]

    out["dW3"] = out["dZ3"] @ A2.T / m + lambd * W3 / m
    out["dW2"] = out["dZ2"] @ A1.T / m + lambd * W2 / m
    out["dW1"] = out["dZ1"] @ X.T / m + lambd * W1 / m
    for i in "123":
        out["db" + i] = np.average(out["dZ" + i], axis=1)[:, np.newaxis]
    return out
