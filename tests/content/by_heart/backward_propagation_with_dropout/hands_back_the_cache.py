def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    return {"dZ3": Z3, "dW3": W3, "db3": b3, "dA2": A2, "dZ2": Z2, "dW2": W2, "db2": b2,
            "dA1": A1, "dZ1": Z1, "dW1": W1, "db1": b1}
