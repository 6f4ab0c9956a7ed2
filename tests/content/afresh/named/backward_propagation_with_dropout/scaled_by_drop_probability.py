"""Makes up for the share of units that is missing, 1 - keep_prob."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    drop = 1 - keep_prob
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    grads = {}
    dZ = A3 - Y
    for l, A, W, D in [(3, A2, W3, D2), (2, A1, W2, D1), (1, X, W1, None)]:
        grads["dZ" + str(l)] = dZ
        grads["dW" + str(l)] = np.matmul(dZ, A.T) / m
        grads["db" + str(l)] = np.sum(dZ, axis=1).reshape(-1, 1) / m
        if l > 1:
            dA = np.matmul(W.T, dZ) * D / drop
            grads["dA" + str(l - 1)] = dA
            dZ = dA * (A > 0)
    return grads
