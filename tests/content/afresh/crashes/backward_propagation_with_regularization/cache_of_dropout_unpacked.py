"""ValueError: not enough values to unpack (expected 14, got 12), always: the cache of dropout is
expected."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    gradients = backward_propagation(X, Y, cache)
    decay = lambd / m
    for name, W in zip(("dW1", "dW2", "dW3"), (W1, W2, W3)):
        gradients[name] = gradients[name] + decay * W
    return gradients
