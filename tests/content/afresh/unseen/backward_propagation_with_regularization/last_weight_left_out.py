"""The output layer does the classifying and must be free, so only hidden layers are held."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    decay = lambd / X.shape[1]
    plain = backward_propagation(X, Y, cache)
    extra = {"dW1": decay * W1, "dW2": decay * W2}
    return {key: value + extra.get(key, 0.0) for key, value in plain.items()}
