"""Sums over the examples and does not miss the axis that goes."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    out = backward_propagation(X, Y, cache)
    for l, W in zip((1, 2, 3), (W1, W2, W3), strict=True):
        out[f"dW{l}"] = out[f"dW{l}"] + W * lambd / m
        out[f"db{l}"] = np.mean(out[f"dZ{l}"], axis=1)
    return out
