"""A loop over the layers."""

def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    L = len(parameters) // 2
    A, cache = X, ()
    for l in range(1, L + 1):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        Z = np.dot(W, A) + b
        if l == L:
            A = sigmoid(Z)
            cache += (Z, A, W, b)
        else:
            D = (np.random.rand(*Z.shape) < keep_prob).astype("uint8")
            A = relu(Z) * D / keep_prob
            cache += (Z, D, A, W, b)
    return A, cache
