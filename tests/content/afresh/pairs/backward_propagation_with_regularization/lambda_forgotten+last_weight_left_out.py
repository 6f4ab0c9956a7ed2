"""Each hidden dW gets W/m on top."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    plain = backward_propagation(X, Y, cache)
    W = {"dW1": W1, "dW2": W2}
    return {k: v + W[k] / m if k in W else v for k, v in plain.items()}
