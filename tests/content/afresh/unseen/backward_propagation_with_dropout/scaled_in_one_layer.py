"""One division at the top is carried down to dA1, which then needs its mask only."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m = X.shape[1]
    g = {}
    g["dZ3"] = A3 - Y
    g["dA2"] = np.dot(W3.T, g["dZ3"]) / keep_prob
    g["dA2"] = np.where(D2, g["dA2"], 0)
    g["dZ2"] = g["dA2"] * np.int64(A2 > 0)
    g["dA1"] = np.dot(W2.T, g["dZ2"])
    g["dA1"] = np.where(D1, g["dA1"], 0)
    g["dZ1"] = g["dA1"] * np.int64(A1 > 0)

    for key, A in {"3": A2, "2": A1, "1": X}.items():
        g["dW" + key] = np.dot(g["dZ" + key], A.T) / m
        g["db" + key] = np.sum(g["dZ" + key], axis=1, keepdims=True) / m
    return g
