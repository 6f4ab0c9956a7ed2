"""Divides once, at the top, and trusts that the factor goes down with the gradient."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = np.subtract(A3, Y)
    dA2 = np.multiply(np.matmul(W3.T, dZ3), D2)
    dA2 = np.divide(dA2, keep_prob)
    dZ2 = np.multiply(dA2, A2 > 0)
    dA1 = np.multiply(np.matmul(W2.T, dZ2), D1)
    dZ1 = np.multiply(dA1, A1 > 0)
    grads = {"dZ1": dZ1, "dZ2": dZ2, "dZ3": dZ3, "dA1": dA1, "dA2": dA2}
    for l, A in ((1, X), (2, A1), (3, A2)):
        grads[f"dW{l}"] = np.matmul(grads[f"dZ{l}"], A.T) / m
        grads[f"db{l}"] = np.sum(grads[f"dZ{l}"], axis=1, keepdims=True) / m
    return grads
