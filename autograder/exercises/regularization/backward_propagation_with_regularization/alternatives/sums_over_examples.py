"""Outer products added up example by example."""

def backward_propagation_with_regularization(X, Y, cache, lambd):
    gradients = backward_propagation(X, Y, cache)
    m = X.shape[1]
    below = {1: X, 2: cache[1], 3: cache[5]}
    for l in (1, 2, 3):
        W, dZ = cache[4 * l - 2], gradients[f"dZ{l}"]
        dW = lambd * W
        for i in range(m):
            dW = dW + np.outer(dZ[:, i], below[l][:, i])
        gradients[f"dW{l}"] = dW / m
    return gradients
