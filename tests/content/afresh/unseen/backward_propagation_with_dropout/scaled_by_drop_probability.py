"""What was lost is 1 - keep_prob of the units, and the gradient is divided by that."""


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    m = X.shape[1]
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    lost = 1 - keep_prob

    def linear(dZ, A):
        return dZ.dot(A.T) / m, np.sum(dZ, axis=1, keepdims=True) / m

    def hidden(dZ, W, D, A):
        dA = W.T.dot(dZ)
        dA = dA * D
        dA = dA / lost
        return dA, dA * (A > 0)

    dZ3 = A3 - Y
    dA2, dZ2 = hidden(dZ3, W3, D2, A2)
    dA1, dZ1 = hidden(dZ2, W2, D1, A1)
    dW3, db3 = linear(dZ3, A2)
    dW2, db2 = linear(dZ2, A1)
    dW1, db1 = linear(dZ1, X)
    return dict(dZ3=dZ3, dW3=dW3, db3=db3, dA2=dA2, dZ2=dZ2, dW2=dW2, db2=db2,
                dA1=dA1, dZ1=dZ1, dW1=dW1, db1=db1)
