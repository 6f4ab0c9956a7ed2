"""Drops with a binomial draw, and thinks the zeros are all that matters."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    cache = []
    A = X
    for l in (1, 2):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        Z = W @ A + b
        D = np.random.binomial(1, keep_prob, size=Z.shape)
        A = np.maximum(Z, 0) * D
        cache.extend([Z, D, A, W, b])
    W, b = parameters["W3"], parameters["b3"]
    Z = W @ A + b
    A3 = sigmoid(Z)
    cache.extend([Z, A3, W, b])
    return A3, tuple(cache)
