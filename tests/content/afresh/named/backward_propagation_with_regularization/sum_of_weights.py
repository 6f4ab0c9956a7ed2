"""Keeps the sum of the penalty in its derivative."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    grads = backward_propagation(X, Y, cache)
    for l in range(3):
        W = cache[4 * l + 2]
        grads["dW" + str(l + 1)] = grads["dW" + str(l + 1)] + lambd / m * W.sum()
    return grads
