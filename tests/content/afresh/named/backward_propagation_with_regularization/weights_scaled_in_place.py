"""Thinks W1, W2, W3 belong to the function once they are unpacked."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    grads = backward_propagation(X, Y, cache)
    for l, W in ((1, cache[2]), (2, cache[6]), (3, cache[10])):
        W *= lambd
        W /= m
        grads["dW" + str(l)] = grads["dW" + str(l)] + W
    return grads
