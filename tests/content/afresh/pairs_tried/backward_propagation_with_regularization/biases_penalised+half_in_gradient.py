"""The gradient of the penalty is halved, and the biases have one too.
"""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    grads = backward_propagation(X, Y, cache)
    for l in (1, 2, 3):
        W, b = cache[4 * l - 2], cache[4 * l - 1]
        grads[f"dW{l}"] = grads[f"dW{l}"] + lambd / (2 * m) * W
        grads[f"db{l}"] = grads[f"db{l}"] + lambd / (2 * m) * b
    return grads
