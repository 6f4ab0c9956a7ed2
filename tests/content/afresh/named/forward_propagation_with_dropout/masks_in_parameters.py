"""Keeps the masks beside the weights, where every function can find them."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    A, cache = X, []
    for l in ("1", "2"):
        Z = parameters["W" + l] @ A + parameters["b" + l]
        parameters["D" + l] = np.random.rand(*Z.shape) < keep_prob
        A = relu(Z) * parameters["D" + l] / keep_prob
        cache += [Z, parameters["D" + l], A, parameters["W" + l], parameters["b" + l]]
    Z3 = parameters["W3"] @ A + parameters["b3"]
    A3 = sigmoid(Z3)
    return A3, tuple(cache + [Z3, A3, parameters["W3"], parameters["b3"]])
