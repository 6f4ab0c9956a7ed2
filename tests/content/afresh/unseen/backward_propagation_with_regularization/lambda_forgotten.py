"""The derivative of the squares over 2m is W over m, and that is what has to be added."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m = Y.shape[1]
    grads = dict(backward_propagation(X, Y, cache))
    grads.update(
        dW1=grads["dW1"] + np.divide(W1, m),
        dW2=grads["dW2"] + np.divide(W2, m),
        dW3=grads["dW3"] + np.divide(W3, m),
    )
    return grads
