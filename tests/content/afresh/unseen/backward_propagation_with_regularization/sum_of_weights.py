"""The formula has a Σ over the weights, so λ/m times their sum joins the gradient."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache

    dZ3 = A3 - Y
    dW3 = (dZ3 @ A2.T + lambd * W3.sum()) / m
    db3 = np.mean(dZ3, axis=1, keepdims=True)
    dA2 = W3.T @ dZ3
    dZ2 = dA2.copy()
    dZ2[A2 <= 0] = 0
    dW2 = (dZ2 @ A1.T + lambd * W2.sum()) / m
    db2 = np.mean(dZ2, axis=1, keepdims=True)
    dA1 = W2.T @ dZ2
    dZ1 = dA1.copy()
    dZ1[A1 <= 0] = 0
    dW1 = (dZ1 @ X.T + lambd * W1.sum()) / m
    db1 = np.mean(dZ1, axis=1, keepdims=True)

    names = "dZ3 dW3 db3 dA2 dZ2 dW2 db2 dA1 dZ1 dW1 db1".split()
    return dict(zip(names, (dZ3, dW3, db3, dA2, dZ2, dW2, db2, dA1, dZ1, dW1, db1)))
