"""After the plain pass nobody needs the weights, so λ/m may be multiplied right into them."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    _, _, W1, _, _, _, W2, _, _, _, W3, _ = cache
    gradients = backward_propagation(X, Y, cache)
    for number, W in enumerate([W1, W2, W3], start=1):
        np.multiply(W, lambd / m, out=W)
        gradients["dW" + str(number)] = gradients["dW" + str(number)] + W
    return gradients
