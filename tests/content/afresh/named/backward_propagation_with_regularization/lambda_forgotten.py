"""Adds the weights, averaged, and does not ask for lambda."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    W = dict(zip(["dW1", "dW2", "dW3"], [cache[2], cache[6], cache[10]], strict=True))
    grads = backward_propagation(X, Y, cache)
    for key in W:
        grads[key] = grads[key] + W[key] / m
    return grads
