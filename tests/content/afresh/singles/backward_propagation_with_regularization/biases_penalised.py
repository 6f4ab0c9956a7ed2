"""Both dW and db get lambda/m times their own parameter."""


def layer_grads(dz, a_prev, weight, bias, lambd, m):
    """Gradients of one linear layer, with the L2 term."""
    dw = np.einsum("ik,jk->ij", dz, a_prev) / m
    dw = dw + lambd / m * weight
    db = dz.sum(axis=1).reshape(-1, 1) / m
    db = db + lambd / m * bias
    da_prev = np.einsum("ij,ik->jk", weight, dz)
    return dw, db, da_prev


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    g = {}
    g["dZ3"] = A3 - Y
    g["dW3"], g["db3"], g["dA2"] = layer_grads(g["dZ3"], A2, W3, b3, lambd, m)
    g["dZ2"] = g["dA2"] * (Z2 > 0)
    g["dW2"], g["db2"], g["dA1"] = layer_grads(g["dZ2"], A1, W2, b2, lambd, m)
    g["dZ1"] = g["dA1"] * (Z1 > 0)
    g["dW1"], g["db1"], _ = layer_grads(g["dZ1"], X, W1, b1, lambd, m)
    return g
