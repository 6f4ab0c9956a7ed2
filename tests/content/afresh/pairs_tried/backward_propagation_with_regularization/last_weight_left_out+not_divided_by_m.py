"""The penalty is not divided by m, and dW3 has none.
"""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    grads = backward_propagation(X, Y, cache)
    grads["dW1"] = grads["dW1"] + lambd * cache[2]
    grads["dW2"] = grads["dW2"] + lambd * cache[6]
    return grads
