"""keep_prob is the rate of dropout, as in other libraries: 0.2 drops a fifth of the units."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    rate = keep_prob
    stay = 1.0 - rate
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]

    Z1 = W1 @ X + b1
    D1 = np.random.choice([False, True], size=Z1.shape, p=[rate, stay])
    A1 = np.maximum(Z1, 0) * D1 / stay
    Z2 = W2 @ A1 + b2
    D2 = np.random.choice([False, True], size=Z2.shape, p=[rate, stay])
    A2 = np.maximum(Z2, 0) * D2 / stay
    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)

    cache = (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
    return A3, cache
