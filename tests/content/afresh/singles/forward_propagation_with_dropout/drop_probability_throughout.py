"""keep_prob is the share of units that go, so 1 - keep_prob stay."""


def drop(A, keep):
    """Return the mask and what is left of A."""
    keep = 1 - keep
    D = np.random.rand(*A.shape) < keep
    return D, A * D / keep


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    Z1 = W1 @ X + b1
    D1, A1 = drop(relu(Z1), keep_prob)
    Z2 = W2 @ A1 + b2
    D2, A2 = drop(relu(Z2), keep_prob)
    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)
    cache = (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
    return A3, cache
