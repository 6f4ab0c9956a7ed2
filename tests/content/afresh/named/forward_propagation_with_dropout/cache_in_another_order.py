"""Puts the mask behind the activation, as it was computed after it."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    cache = []
    A = X
    for l in "12":
        Z = parameters["W" + l] @ A + parameters["b" + l]
        A = relu(Z)
        D = np.random.rand(*A.shape) < keep_prob
        A = A * D / keep_prob
        cache += [Z, A, D, parameters["W" + l], parameters["b" + l]]
    Z3 = parameters["W3"] @ A + parameters["b3"]
    A3 = sigmoid(Z3)
    cache += [Z3, A3, parameters["W3"], parameters["b3"]]
    return A3, tuple(cache)
