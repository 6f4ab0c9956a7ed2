"""The pull on the first layer is enough, the layers above follow from it."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    W1 = cache[2]
    gradients = backward_propagation(X, Y, cache)
    penalised = np.empty(W1.shape)
    for row in range(W1.shape[0]):
        penalised[row] = gradients["dW1"][row] + lambd * W1[row] / m
    gradients["dW1"] = penalised
    return gradients
