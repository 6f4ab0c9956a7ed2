"""AttributeError in backward_propagation: the cache is handed in first, and a tuple has no shape.
Always."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    plain = backward_propagation(cache, X, Y)
    W = {"dW1": W1, "dW2": W2, "dW3": W3}
    return {k: v + lambd / m * W[k] if k in W else v for k, v in plain.items()}
