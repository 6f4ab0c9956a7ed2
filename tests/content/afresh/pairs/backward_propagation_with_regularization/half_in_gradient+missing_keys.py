"""Only dW and db are needed for the update; the penalty is lambda/2m times W."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    c = lambd / (2 * m)
    dZ3 = A3 - Y
    dZ2 = W3.T.dot(dZ3) * (A2 > 0)
    dZ1 = W2.T.dot(dZ2) * (A1 > 0)
    gradients = {}
    for l, dZ, A, W in [(1, dZ1, X, W1), (2, dZ2, A1, W2), (3, dZ3, A2, W3)]:
        gradients[f"dZ{l}"] = dZ
        gradients[f"dW{l}"] = dZ.dot(A.T) / m + c * W
        gradients[f"db{l}"] = np.sum(dZ, axis=1, keepdims=True) / m
    return gradients
