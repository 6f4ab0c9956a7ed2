"""TypeError: tuple indices must be integers or slices, not str, always, in the loop."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    grads = backward_propagation(X, Y, cache)
    for l in range(1, 4):
        grads[f"dW{l}"] = grads[f"dW{l}"] + lambd / m * cache[f"W{l}"]
    return grads
