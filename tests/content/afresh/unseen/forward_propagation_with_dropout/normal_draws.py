"""Random numbers are random numbers; the ones below keep_prob say who stays."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    cache = []
    A = X
    for layer in (1, 2):
        W, b = parameters[f"W{layer}"], parameters[f"b{layer}"]
        Z = W @ A + b
        A = relu(Z)
        D = np.random.normal(size=A.shape) < keep_prob
        A = A * D / keep_prob
        cache += [Z, D, A, W, b]
    W3, b3 = parameters["W3"], parameters["b3"]
    Z3 = W3 @ A + b3
    A3 = sigmoid(Z3)
    return A3, tuple(cache + [Z3, A3, W3, b3])
