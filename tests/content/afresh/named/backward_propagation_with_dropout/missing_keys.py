"""Returns what the update of the parameters reads, nothing else."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ = A3 - Y
    grads = {}
    for l, A, W, D in ((3, A2, W3, D2), (2, A1, W2, D1), (1, X, W1, None)):
        grads["dW%i" % l] = np.dot(dZ, A.T) / m
        grads["db%i" % l] = np.sum(dZ, axis=1, keepdims=True) / m
        if D is not None:
            dA = np.dot(W.T, dZ) * D / keep_prob
            dZ = np.where(A > 0, dA, 0)
    return grads
