def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    g = backward_propagation(X, Y, cache)
    g["dW1"] = g["dW1"] + W1 / m
    return g
