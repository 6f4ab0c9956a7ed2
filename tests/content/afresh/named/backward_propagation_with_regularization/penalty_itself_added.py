"""Adds to the gradients just what was added to the cost."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    W1, W2, W3 = cache[2], cache[6], cache[10]
    l2_cost = lambd / (2 * m) * (np.sum(W1**2) + np.sum(W2**2) + np.sum(W3**2))
    grads = backward_propagation(X, Y, cache)
    return {k: v + l2_cost if k.startswith("dW") else v for k, v in grads.items()}
