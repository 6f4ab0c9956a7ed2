"""Thinks that the pull on a weight is lambda times the weight."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    _, _, W1, _, _, _, W2, _, _, _, W3, _ = cache
    grads = backward_propagation(X, Y, cache)
    grads["dW1"] = np.add(grads["dW1"], lambd * W1)
    grads["dW2"] = np.add(grads["dW2"], lambd * W2)
    grads["dW3"] = np.add(grads["dW3"], lambd * W3)
    return grads
