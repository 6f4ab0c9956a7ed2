"""Draws the masks and puts them in the cache, and thinks the layer takes note of them."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    A, cache = X, ()
    for l in "12":
        Z = parameters["W" + l] @ A + parameters["b" + l]
        A = relu(Z)
        D = np.random.rand(A.shape[0], A.shape[1])
        D = D < keep_prob
        cache += (Z, D, A, parameters["W" + l], parameters["b" + l])
    Z3 = parameters["W3"] @ A + parameters["b3"]
    A3 = sigmoid(Z3)
    return A3, (*cache, Z3, A3, parameters["W3"], parameters["b3"])
