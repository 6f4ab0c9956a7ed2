"""IndexError: list index out of range, always, in the first round of the loop: layer 3 is looked
up at place 3."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    acts = [X, A1, A2]
    weights = [W1, W2, W3]
    gradients = {}
    delta = A3 - Y
    for layer in (3, 2, 1):
        W, below = weights[layer], acts[layer - 1]
        gradients["dZ%d" % layer] = delta
        gradients["dW%d" % layer] = delta @ below.T / m + lambd * W / m
        gradients["db%d" % layer] = delta.mean(axis=1, keepdims=True)
        if layer > 1:
            dA = W.T @ delta
            gradients["dA%d" % (layer - 1)] = dA
            delta = np.where(below > 0, dA, 0)
    return gradients
