"""The cost has λ over 2m in front, so the gradient has λ over 2m as well."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    weights = {"dW1": cache[2], "dW2": cache[6], "dW3": cache[10]}
    gradients = backward_propagation(X, Y, cache)
    factor = lambd / (2 * m)
    for key in weights:
        gradients[key] = np.add(gradients[key], factor * weights[key])
    return gradients
