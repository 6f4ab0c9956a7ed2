"""The zeros and ones are made larger by 1 / keep_prob, and what they leave over is so too."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    W1, b1, W2, b2, W3, b3 = [parameters[name] for name in "W1 b1 W2 b2 W3 b3".split()]

    Z1 = W1 @ X + b1
    A1 = relu(Z1)
    D1 = np.random.binomial(1, keep_prob, size=A1.shape)
    A1 = A1 * (D1 / keep_prob)
    A1 /= keep_prob

    Z2 = W2 @ A1 + b2
    A2 = relu(Z2)
    D2 = np.random.binomial(1, keep_prob, size=A2.shape)
    A2 = A2 * (D2 / keep_prob)
    A2 /= keep_prob

    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
