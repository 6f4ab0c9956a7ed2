"""Divides the mask by keep_prob, and the gradient as well."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    M1, M2 = np.asarray(D1) / keep_prob, np.asarray(D2) / keep_prob
    dZ3 = A3 - Y
    dA2 = W3.T.dot(dZ3) * M2
    dA2 = dA2 / keep_prob
    dZ2 = np.where(A2 > 0, dA2, 0)
    dA1 = W2.T.dot(dZ2) * M1
    dA1 = dA1 / keep_prob
    dZ1 = np.where(A1 > 0, dA1, 0)
    grads = {"dZ3": dZ3, "dA2": dA2, "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1}
    for l, below in zip("321", (A2, A1, X), strict=True):
        grads["dW" + l] = grads["dZ" + l].dot(below.T) / m
        grads["db" + l] = grads["dZ" + l].mean(axis=1, keepdims=True)
    return grads
