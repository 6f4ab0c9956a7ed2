"""Switches off a unit once for all the examples, and copies that column m times."""


def thin_out(A, keep_prob):
    column = np.random.rand(A.shape[0], 1) < keep_prob
    D = np.repeat(column, A.shape[1], axis=1)
    return A * D / keep_prob, D


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    Z1 = W1 @ X + b1
    A1, D1 = thin_out(relu(Z1), keep_prob)
    Z2 = W2 @ A1 + b2
    A2, D2 = thin_out(relu(Z2), keep_prob)
    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
