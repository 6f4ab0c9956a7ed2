"""The slope of |w| is its sign, times lambda."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    gradients = backward_propagation(X, Y, cache)
    decay = lambd
    for name, W in zip(("dW1", "dW2", "dW3"), (W1, W2, W3)):
        gradients[name] = gradients[name] + decay * np.sign(W)
    return gradients
