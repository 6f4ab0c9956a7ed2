"""Derives the square and gets a 2, and does not see the half that takes it away."""


def l2_part(W, lambd, m):
    return 2 * W * lambd / m


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = Y.shape[1]
    grads = dict(backward_propagation(X, Y, cache))
    for number, place in ((1, 2), (2, 6), (3, 10)):
        grads["dW" + str(number)] = grads["dW" + str(number)] + l2_part(cache[place], lambd, m)
    return grads
