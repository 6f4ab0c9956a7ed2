"""dW gets lambda W and db gets lambda b."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    params = {"W1": W1, "b1": b1, "W2": W2, "b2": b2, "W3": W3, "b3": b3}
    grads = backward_propagation(X, Y, cache)
    grads.update({"d" + k: grads["d" + k] + lambd * params[k] for k in params})
    return grads
