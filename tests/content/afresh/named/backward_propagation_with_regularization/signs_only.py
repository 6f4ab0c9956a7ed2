"""Thinks each weight is pulled towards zero with the same force."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    grads = backward_propagation(X, Y, cache)
    for l in (1, 2, 3):
        W = cache[4 * l - 2]
        pull = np.where(W > 0, 1.0, -1.0) * (W != 0)
        grads[f"dW{l}"] = grads[f"dW{l}"] + lambd / m * pull
    return grads
