"""Closes the bracket of the mean before the penalty comes in."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = np.subtract(A3, Y)
    dA2 = (dZ3.T @ W3).T
    dZ2 = dA2.copy()
    dZ2[Z2 <= 0] = 0
    dA1 = (dZ2.T @ W2).T
    dZ1 = dA1.copy()
    dZ1[Z1 <= 0] = 0

    def average(dZ, A):
        return (1 / m) * np.matmul(dZ, np.transpose(A))

    def bias(dZ):
        return dZ.sum(axis=1).reshape(-1, 1) / m

    return dict(
        dZ3=dZ3, dW3=average(dZ3, A2) + lambd * W3, db3=bias(dZ3),
        dA2=dA2, dZ2=dZ2, dW2=average(dZ2, A1) + lambd * W2, db2=bias(dZ2),
        dA1=dA1, dZ1=dZ1, dW1=average(dZ1, X) + lambd * W1, db1=bias(dZ1),
    )
