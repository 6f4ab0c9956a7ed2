"""The weights of the cache are scaled in place.

Belief: Names unpacked from a tuple are copies.
Hint: Look at the parameters after the call: are they what you handed in?
Loses: test_arguments_unchanged
"""

def backward_propagation_with_regularization(X, Y, cache, lambd):
    m = X.shape[1]
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    dZ3 = A3 - Y
    db3 = np.sum(dZ3, axis=1, keepdims=True) / m
    dA2 = W3.T @ dZ3
    W3 *= lambd / m
    dW3 = dZ3 @ A2.T / m + W3
    dZ2 = dA2 * (Z2 > 0)
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dA1 = W2.T @ dZ2
    W2 *= lambd / m
    dW2 = dZ2 @ A1.T / m + W2
    dZ1 = dA1 * (Z1 > 0)
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    W1 *= lambd / m
    dW1 = dZ1 @ X.T / m + W1
    return {"dZ3": dZ3, "dW3": dW3, "db3": db3, "dA2": dA2, "dZ2": dZ2, "dW2": dW2,
            "db2": db2, "dA1": dA1, "dZ1": dZ1, "dW1": dW1, "db1": db1}
