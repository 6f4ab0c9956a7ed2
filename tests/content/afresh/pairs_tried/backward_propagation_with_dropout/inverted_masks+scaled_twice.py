def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m = X.shape[1]
    dZ3 = A3 - Y
    out = dict(dZ3=dZ3, dW3=dZ3.dot(A2.T) / m, db3=dZ3.sum(1, keepdims=True) / m)
    dA2 = np.dot(W3.T, dZ3)
    dA2 = dA2 * (D2 == 0) / keep_prob ** 2
    dZ2 = dA2 * (Z2 > 0)
    out.update(dA2=dA2, dZ2=dZ2, dW2=dZ2.dot(A1.T) / m, db2=dZ2.sum(1, keepdims=True) / m)
    dA1 = np.dot(W2.T, dZ2)
    dA1 = dA1 * (D1 == 0) / keep_prob ** 2
    dZ1 = dA1 * (Z1 > 0)
    out.update(dA1=dA1, dZ1=dZ1, dW1=dZ1.dot(X.T) / m, db1=dZ1.sum(1, keepdims=True) / m)
    return out
