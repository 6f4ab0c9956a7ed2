def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    g = backward_propagation(X, Y, cache)
    for k, W in zip(("dW1", "dW2"), (W1, W2)):
        g[k] = g[k] + lambd / 2 / m * W
    return g
