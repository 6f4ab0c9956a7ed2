"""Adds the penalty where the backward pass begins, and thinks it travels on by itself."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    W3 = cache[-2]
    grads = backward_propagation(X, Y, cache)
    grads.update(dW3=grads["dW3"] + W3 * (lambd / m))
    return grads
