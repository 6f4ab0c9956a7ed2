"""Which units are out is decided once for a layer and then holds for all examples."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    examples = X.shape[1]

    def mask_for(units):
        alive = np.random.uniform(size=(units, 1)) < keep_prob
        return np.repeat(alive, examples, axis=1)

    Z1 = W1.dot(X) + b1
    D1 = mask_for(Z1.shape[0])
    A1 = relu(Z1) * D1 / keep_prob
    Z2 = W2.dot(A1) + b2
    D2 = mask_for(Z2.shape[0])
    A2 = relu(Z2) * D2 / keep_prob
    Z3 = W3.dot(A2) + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
