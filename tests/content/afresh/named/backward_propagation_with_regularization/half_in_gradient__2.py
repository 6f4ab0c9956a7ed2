"""Thinks that the one half stays when the square is derived."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    half = 0.5
    inputs = [X, A1, A2]
    weights = [W1, W2, W3]
    grads = {}
    dZ = A3 - Y
    for i in (2, 1, 0):
        n = str(i + 1)
        grads["dZ" + n] = dZ
        grads["dW" + n] = np.einsum("im,jm->ij", dZ, inputs[i]) / m + half * lambd / m * weights[i]
        grads["db" + n] = dZ.mean(axis=1, keepdims=True)
        if i > 0:
            grads["dA" + str(i)] = weights[i].T.dot(dZ)
            dZ = np.where(inputs[i] > 0, grads["dA" + str(i)], 0)
    return grads
