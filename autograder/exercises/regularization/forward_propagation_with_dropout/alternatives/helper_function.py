"""A helper of its own for the two hidden layers."""

def hidden_layer(A_prev, W, b, keep_prob):
    Z = W.dot(A_prev) + b
    D = np.random.rand(Z.shape[0], Z.shape[1]) < keep_prob
    return Z, D, np.maximum(0, Z) * D / keep_prob


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1, D1, A1 = hidden_layer(X, W1, b1, keep_prob)
    Z2, D2, A2 = hidden_layer(A1, W2, b2, keep_prob)
    Z3 = W3.dot(A2) + b3
    A3 = 1 / (1 + np.exp(-Z3))
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
