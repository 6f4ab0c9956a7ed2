"""A helper of its own."""

def through_dropout(dA, D, keep_prob):
    """The slope of a unit that was multiplied by D and divided by keep_prob."""
    return dA * D.astype(float) / keep_prob


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    _, D1, A1, W1, _, _, D2, A2, W2, _, _, A3, W3, _ = cache
    m = Y.shape[1]
    dZ3 = A3 - Y
    dA2 = through_dropout(W3.T.dot(dZ3), D2, keep_prob)
    dZ2 = np.where(A2 > 0, dA2, 0)
    dA1 = through_dropout(W2.T.dot(dZ2), D1, keep_prob)
    dZ1 = np.where(A1 > 0, dA1, 0)
    gradients = {"dA2": dA2, "dA1": dA1, "dZ3": dZ3, "dZ2": dZ2, "dZ1": dZ1}
    for l, dZ, below in ((1, dZ1, X), (2, dZ2, A1), (3, dZ3, A2)):
        gradients["dW" + str(l)] = dZ @ below.T / m
        gradients["db" + str(l)] = np.mean(dZ, axis=1, keepdims=True)
    return gradients
