"""Takes the activation of an earlier exercise."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    A, cache = X, ()
    for l in (1, 2):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        Z = np.add(np.dot(W, A), b)
        A = np.tanh(Z)
        D = np.random.rand(*A.shape) < keep_prob
        A = A * D / keep_prob
        cache += (Z, D, A, W, b)
    Z = np.add(np.dot(parameters["W3"], A), parameters["b3"])
    cache += (Z, sigmoid(Z), parameters["W3"], parameters["b3"])
    return cache[11], cache
