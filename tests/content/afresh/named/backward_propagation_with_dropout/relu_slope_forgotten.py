"""Thinks that a masked gradient needs no slope of the ReLU any more."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    grads = {}
    dZ = A3 - Y
    for l, A, W, D in ((3, A2, W3, D2), (2, A1, W2, D1), (1, X, W1, 0)):
        grads.update({f"dZ{l}": dZ, f"dW{l}": dZ @ A.T / m})
        grads[f"db{l}"] = dZ.sum(axis=1, keepdims=True) / m
        if l > 1:
            dZ = W.T @ dZ * D / keep_prob
            grads[f"dA{l - 1}"] = dZ
    return grads
