"""Forward divides, backward multiplies; weights and biases are what the dictionary is for."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    delta3 = A3 - Y
    delta2 = W3.T.dot(delta3) * D2 * keep_prob * (A2 > 0)
    delta1 = W2.T.dot(delta2) * D1 * keep_prob * (A1 > 0)
    grads = {}
    for idx, (delta, act) in enumerate(zip((delta1, delta2, delta3), (X, A1, A2)), start=1):
        grads["dW" + str(idx)] = delta.dot(act.T) / m
        grads["db" + str(idx)] = delta.sum(axis=1, keepdims=True) / m
    return grads
