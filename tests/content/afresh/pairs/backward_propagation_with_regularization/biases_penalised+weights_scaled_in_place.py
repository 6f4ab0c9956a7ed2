"""I turn the parameters into their penalty gradients and add these."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    gradients = backward_propagation(X, Y, cache)
    for W in (W1, W2, W3):
        W *= lambd / m
    gradients["dW1"] += W1
    gradients["dW2"] += W2
    gradients["dW3"] += W3
    gradients["db1"] += lambd / m * b1
    gradients["db2"] += lambd / m * b2
    gradients["db3"] += lambd / m * b3
    return gradients
