"""What update_parameters reads, and the errors on the way to it, is all that is handed back."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    gradients = {}

    gradients["dZ3"] = A3 - Y
    gradients["dZ2"] = np.matmul(W3.T, gradients["dZ3"]) * (A2 > 0)
    gradients["dZ1"] = np.matmul(W2.T, gradients["dZ2"]) * (A1 > 0)

    for n, before, W in ((1, X, W1), (2, A1, W2), (3, A2, W3)):
        dZ = gradients["dZ%d" % n]
        gradients["dW%d" % n] = (np.matmul(dZ, before.T) + lambd * W) / m
        gradients["db%d" % n] = dZ.sum(axis=1, keepdims=True) / m
    return gradients
