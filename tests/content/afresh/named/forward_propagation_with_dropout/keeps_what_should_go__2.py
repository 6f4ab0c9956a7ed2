"""Draws ones with probability 1 - keep_prob, as if a one meant: drop. Then multiplies by it."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)

    def hidden(A, W, b):
        Z = W @ A + b
        D = np.random.choice([0, 1], size=Z.shape, p=[keep_prob, 1 - keep_prob])
        return Z, D, relu(Z) * D / keep_prob

    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    Z1, D1, A1 = hidden(X, W1, b1)
    Z2, D2, A2 = hidden(A1, W2, b2)
    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
