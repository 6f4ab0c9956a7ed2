"""Thinks that a mask tells which units were dropped, so lets the others through."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    grads = {"dZ3": A3 - Y}

    grads["dA2"] = W3.T @ grads["dZ3"] / keep_prob
    grads["dA2"][np.array(D2, dtype=bool)] = 0
    grads["dZ2"] = grads["dA2"] * (A2 > 0)

    grads["dA1"] = W2.T @ grads["dZ2"] / keep_prob
    grads["dA1"][np.array(D1, dtype=bool)] = 0
    grads["dZ1"] = grads["dA1"] * (A1 > 0)

    for l, A in enumerate((X, A1, A2), 1):
        grads[f"dW{l}"] = grads[f"dZ{l}"] @ A.T / m
        grads[f"db{l}"] = grads[f"dZ{l}"].sum(1, keepdims=True) / m
    return grads
