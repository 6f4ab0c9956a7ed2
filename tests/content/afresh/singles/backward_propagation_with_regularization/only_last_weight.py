"""The penalty enters at the output, so it belongs to the last layer's gradient."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    gradients = backward_propagation(X, Y, cache)
    gradients["dW3"] = gradients["dW3"] + lambd * W3 / m
    return gradients
