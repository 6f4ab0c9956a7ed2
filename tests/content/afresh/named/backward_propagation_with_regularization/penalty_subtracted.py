"""Thinks that weight decay is something to be taken away."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    grads = backward_propagation(X, Y, cache)
    decay = [lambd / m * cache[i] for i in (2, 6, 10)]
    for l, d in enumerate(decay):
        grads["dW" + str(l + 1)] = grads["dW" + str(l + 1)] - d
    return grads
