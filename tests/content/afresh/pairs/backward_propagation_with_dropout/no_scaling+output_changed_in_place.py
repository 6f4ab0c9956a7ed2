"""The error replaces A3; mask only."""


def through_dropout(dA, D, keep_prob):
    return dA * D


def linear_grads(dZ, A_below, m):
    return np.einsum("im,jm->ij", dZ, A_below) / m, dZ.sum(axis=1, keepdims=True) / m


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    A3 -= Y
    g = {"dZ3": A3}
    g["dW3"], g["db3"] = linear_grads(g["dZ3"], A2, m)
    g["dA2"] = through_dropout(W3.T @ g["dZ3"], D2, keep_prob)
    g["dZ2"] = np.where(Z2 > 0, g["dA2"], 0.0)
    g["dW2"], g["db2"] = linear_grads(g["dZ2"], A1, m)
    g["dA1"] = through_dropout(W2.T @ g["dZ2"], D1, keep_prob)
    g["dZ1"] = np.where(Z1 > 0, g["dA1"], 0.0)
    g["dW1"], g["db1"] = linear_grads(g["dZ1"], X, m)
    return g
