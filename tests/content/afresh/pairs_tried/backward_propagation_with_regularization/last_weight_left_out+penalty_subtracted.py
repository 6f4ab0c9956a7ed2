"""The penalty is subtracted, and dW3 has none.
"""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    grads = backward_propagation(X, Y, cache)
    grads["dW1"] = grads["dW1"] - lambd / m * cache[2]
    grads["dW2"] = grads["dW2"] - lambd / m * cache[6]
    return grads
