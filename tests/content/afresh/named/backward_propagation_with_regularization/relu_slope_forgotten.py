"""Hands the gradient of the activation on as if the ReLU were not there."""


def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    dA2 = W3.T.dot(dZ3)
    dZ2 = dA2
    dA1 = W2.T.dot(dZ2)
    dZ1 = dA1
    grads = {"dZ1": dZ1, "dZ2": dZ2, "dZ3": dZ3, "dA1": dA1, "dA2": dA2}
    grads["dW1"] = (dZ1.dot(X.T) + lambd * W1) / m
    grads["dW2"] = (dZ2.dot(A1.T) + lambd * W2) / m
    grads["dW3"] = (dZ3.dot(A2.T) + lambd * W3) / m
    for i in "123":
        grads["db" + i] = grads["dZ" + i].sum(axis=1, keepdims=True) / m
    return grads
