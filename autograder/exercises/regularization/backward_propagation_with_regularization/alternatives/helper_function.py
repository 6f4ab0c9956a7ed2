"""Helpers of its own."""

def weight_gradient(dZ, A_prev, W, lambd):
    m = dZ.shape[1]
    return np.matmul(dZ, A_prev.T) / m + np.multiply(lambd / m, W)


def bias_gradient(dZ):
    return np.sum(dZ, axis=1).reshape(-1, 1) / dZ.shape[1]


def backward_propagation_with_regularization(X, Y, cache, lambd):
    (_, A1, W1, _, _, A2, W2, _, _, A3, W3, _) = cache
    out = {"dZ3": A3 - Y}
    out["dA2"] = W3.T @ out["dZ3"]
    out["dZ2"] = out["dA2"] * (A2 > 0)
    out["dA1"] = W2.T @ out["dZ2"]
    out["dZ1"] = out["dA1"] * (A1 > 0)
    for l, below, W in ((1, X, W1), (2, A1, W2), (3, A2, W3)):
        out[f"dW{l}"] = weight_gradient(out[f"dZ{l}"], below, W, lambd)
        out[f"db{l}"] = bias_gradient(out[f"dZ{l}"])
    return out
