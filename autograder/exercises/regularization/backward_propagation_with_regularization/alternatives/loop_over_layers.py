"""A loop from the last layer to the first."""

def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    layers = [cache[0:4], cache[4:8], cache[8:12]]
    gradients = {}
    for l in (3, 2, 1):
        Z, A, W, b = layers[l - 1]
        A_prev = X if l == 1 else layers[l - 2][1]
        if l == 3:
            dZ = A - Y
        else:
            gradients["dA" + str(l)] = layers[l][2].T.dot(gradients["dZ" + str(l + 1)])
            dZ = np.where(A > 0, gradients["dA" + str(l)], 0)
        gradients["dZ" + str(l)] = dZ
        gradients["dW" + str(l)] = dZ.dot(A_prev.T) / m + lambd * W / m
        gradients["db" + str(l)] = dZ.sum(axis=1, keepdims=True) / m
    return gradients
