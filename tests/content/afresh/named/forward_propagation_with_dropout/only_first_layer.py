"""Drops units in the large first layer, and thinks the small second one can do without."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    Z1 = np.einsum("ij,jm->im", W1, X) + b1
    A1 = relu(Z1)
    D1 = np.random.rand(A1.shape[0], A1.shape[1]) < keep_prob
    A1 = D1 * A1 / keep_prob
    Z2 = np.einsum("ij,jm->im", W2, A1) + b2
    A2 = relu(Z2)
    D2 = np.ones_like(A2)
    Z3 = np.einsum("ij,jm->im", W3, A2) + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
