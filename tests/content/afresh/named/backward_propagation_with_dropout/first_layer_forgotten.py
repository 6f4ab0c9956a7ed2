"""Undoes the dropout where it is met first, and thinks that covers the layer below."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    grads = {"dZ3": A3 - Y}
    layers = {3: (A2, W3), 2: (A1, W2), 1: (X, W1)}
    for l in (3, 2, 1):
        below, W = layers[l]
        dZ = grads[f"dZ{l}"]
        grads[f"dW{l}"] = dZ @ below.T / m
        grads[f"db{l}"] = dZ @ np.ones((m, 1)) / m
        if l == 1:
            break
        dA = W.T @ dZ
        if l == 3:
            dA = dA * D2 / keep_prob
        grads[f"dA{l - 1}"] = dA
        grads[f"dZ{l - 1}"] = dA * (below > 0)
    return grads
