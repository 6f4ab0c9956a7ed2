"""Backward is the reverse of forward, so the division becomes a multiplication."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    n = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    masks = {1: D1, 2: D2}
    below = {1: X, 2: A1, 3: A2}
    W = {2: W2, 3: W3}
    pre = {1: Z1, 2: Z2}
    out = {}
    d = A3 - Y
    for l in range(3, 0, -1):
        out[f"dZ{l}"] = d
        out[f"dW{l}"] = d @ below[l].T / n
        out[f"db{l}"] = np.mean(d, axis=1, keepdims=True)
        if l > 1:
            da = W[l].T @ d
            da = da * masks[l - 1] * keep_prob
            out[f"dA{l - 1}"] = da
            d = da * (pre[l - 1] > 0)
    return out
