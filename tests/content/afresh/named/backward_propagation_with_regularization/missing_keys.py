"""Gives back what gradient descent uses, and thinks that is all."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    every = backward_propagation(X, Y, cache)
    grads = {}
    for l in (1, 2, 3):
        grads[f"dW{l}"] = every[f"dW{l}"] + lambd / m * cache[4 * l - 2]
        grads[f"db{l}"] = every[f"db{l}"]
    return grads
