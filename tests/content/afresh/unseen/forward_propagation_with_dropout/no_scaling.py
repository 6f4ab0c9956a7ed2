"""To drop a unit is to put a zero in its place; the other units stay as they are."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)

    def hidden(A, W, b):
        Z = np.dot(W, A) + b
        A = relu(Z)
        D = np.random.rand(*Z.shape) < keep_prob
        return Z, D, np.where(D, A, 0.0)

    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1, D1, A1 = hidden(X, W1, b1)
    Z2, D2, A2 = hidden(A1, W2, b2)
    Z3 = np.dot(W3, A2) + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
