"""Copies the factor of the cost, lambda over two m, into the gradient."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    weights = {"dW1": cache[2], "dW2": cache[6], "dW3": cache[10]}
    plain = backward_propagation(X, Y, cache)
    return {
        key: value + lambd * weights[key] / (2 * m) if key in weights else value
        for key, value in plain.items()
    }
