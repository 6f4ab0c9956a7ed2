"""The mean is taken of the data's part; the weights then come in with λ as they are."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache
    inputs, W = [X, A1, A2], [W1, W2, W3]
    grads = {}
    dZ = A3 - Y
    for k in (2, 1, 0):
        layer = str(k + 1)
        grads["dZ" + layer] = dZ
        grads["dW" + layer] = dZ.dot(inputs[k].T) / m + lambd * W[k]
        grads["db" + layer] = dZ.mean(axis=1, keepdims=True)
        if k > 0:
            dA = W[k].T.dot(dZ)
            grads["dA" + str(k)] = dA
            dZ = dA * np.heaviside(inputs[k], 0)
    return grads
