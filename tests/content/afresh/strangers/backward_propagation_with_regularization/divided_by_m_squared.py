"""The penalty is divided by m twice.

Kind: not in the bank
"""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    grads = backward_propagation(X, Y, cache)
    for l in (1, 2, 3):
        grads[f"dW{l}"] = grads[f"dW{l}"] + lambd / m * cache[4 * l - 2] / m
    return grads
