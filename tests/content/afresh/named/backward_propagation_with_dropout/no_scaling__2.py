"""Writes zeros where a unit was off, and takes that for the whole of dropout."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    steps = [(3, A2, W3, D2), (2, A1, W2, D1), (1, X, W1, None)]
    grads = {"dZ3": A3 - Y}
    for l, A_prev, W, D in steps:
        dZ = grads[f"dZ{l}"]
        grads[f"dW{l}"] = dZ.dot(A_prev.T) / dZ.shape[1]
        grads[f"db{l}"] = dZ.mean(axis=1, keepdims=True)
        if D is not None:
            dA = W.T.dot(dZ)
            dA[np.asarray(D) == 0] = 0
            grads[f"dA{l - 1}"] = dA
            grads[f"dZ{l - 1}"] = np.where(A_prev > 0, dA, 0)
    return grads
