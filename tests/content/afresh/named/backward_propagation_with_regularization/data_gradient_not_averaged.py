"""Divides lambda by m and takes the rest as sums."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    grads = {}
    dZ = A3 - Y
    layers = [(1, X, W1), (2, A1, W2), (3, A2, W3)]
    while layers:
        l, A_prev, W = layers.pop()
        grads["dZ%d" % l] = dZ
        grads["dW%d" % l] = np.dot(dZ, A_prev.T) + lambd / m * W
        grads["db%d" % l] = np.sum(dZ, axis=1, keepdims=True)
        if layers:
            grads["dA%d" % (l - 1)] = np.dot(W.T, dZ)
            dZ = grads["dA%d" % (l - 1)] * (A_prev > 0)
    return grads
