"""Dividing by the part that went missing brings the sum back to where it was."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    missing = 1 - keep_prob
    shapes = [(len(parameters["W1"]), X.shape[1]), (len(parameters["W2"]), X.shape[1])]
    D1, D2 = [np.random.rand(*shape) < keep_prob for shape in shapes]

    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = relu(Z1) * D1
    A1 = A1 / missing
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = relu(Z2) * D2
    A2 = A2 / missing
    Z3 = parameters["W3"] @ A2 + parameters["b3"]
    A3 = sigmoid(Z3)

    cache = (
        Z1, D1, A1, parameters["W1"], parameters["b1"],
        Z2, D2, A2, parameters["W2"], parameters["b2"],
        Z3, A3, parameters["W3"], parameters["b3"],
    )
    return A3, cache
