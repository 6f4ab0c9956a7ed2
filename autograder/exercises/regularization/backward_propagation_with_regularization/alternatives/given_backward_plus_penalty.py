"""Calls the given backward pass and adds the penalty."""

def backward_propagation_with_regularization(X, Y, cache, lambd):
    gradients = backward_propagation(X, Y, cache)
    m = X.shape[1]
    for name, W in zip(("dW1", "dW2", "dW3"), (cache[2], cache[6], cache[10])):
        gradients[name] = gradients[name] + (lambd / m) * W
    return gradients
