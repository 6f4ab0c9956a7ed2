"""The errors dZ are what gets dropped, in place of the slope of the ReLU."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    def drop(v, D):
        return v * D / keep_prob

    dZ3 = A3 - Y
    dA2 = W3.T @ dZ3
    dZ2 = drop(dA2, D2)
    dA1 = W2.T @ dZ2
    dZ1 = drop(dA1, D1)
    gradients = {"dZ3": dZ3, "dA2": dA2, "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1}
    for key, dZ, act in (("3", dZ3, A2), ("2", dZ2, A1), ("1", dZ1, X)):
        gradients["dW" + key] = dZ @ act.T / m
        gradients["db" + key] = np.sum(dZ, axis=1, keepdims=True) / m
    return gradients
