"""Keeps the right units, but makes up for the share that went, 1 - keep_prob."""


def apply_dropout(A, keep_prob):
    D = np.random.random_sample(A.shape) < keep_prob
    return A * D / (1 - keep_prob), D


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    W1, W2, W3 = (parameters["W" + i] for i in "123")
    b1, b2, b3 = (parameters["b" + i] for i in "123")
    Z1 = W1 @ X + b1
    A1, D1 = apply_dropout(relu(Z1), keep_prob)
    Z2 = W2 @ A1 + b2
    A2, D2 = apply_dropout(relu(Z2), keep_prob)
    Z3 = W3 @ A2 + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
