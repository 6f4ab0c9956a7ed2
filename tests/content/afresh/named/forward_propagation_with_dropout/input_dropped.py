"""Thinks dropout begins with the input layer, A0."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    rng = np.random.default_rng(1)
    A = X * (rng.random(X.shape) < keep_prob) / keep_prob
    cache = ()
    for l in (1, 2):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        Z = W @ A + b
        D = rng.random(Z.shape) < keep_prob
        A = relu(Z) * D / keep_prob
        cache = (*cache, Z, D, A, W, b)
    Z = parameters["W3"] @ A + parameters["b3"]
    A3 = sigmoid(Z)
    return A3, (*cache, Z, A3, parameters["W3"], parameters["b3"])
