"""A gradient is for a parameter; the rest are steps on the way that stay inside."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    grads = {}

    error = A3 - Y
    steps = [(3, A2, W3, D2), (2, A1, W2, D1), (1, X, None, None)]
    for layer, below, W, D in steps:
        grads["dW" + str(layer)] = error @ below.T / m
        grads["db" + str(layer)] = error.sum(axis=1, keepdims=True) / m
        if W is not None:
            error = (W.T @ error) * D / keep_prob * (below > 0)
    return grads
