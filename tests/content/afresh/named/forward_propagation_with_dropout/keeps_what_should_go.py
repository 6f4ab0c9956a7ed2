"""Thinks that a unit stays when its draw is larger than keep_prob."""


def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    W1, b1, W2, b2, W3, b3 = (parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3"))

    Z1 = W1.dot(X) + b1
    A1 = relu(Z1)
    D1 = np.random.rand(*A1.shape) > keep_prob
    A1[~D1] = 0
    A1 = A1 / keep_prob

    Z2 = W2.dot(A1) + b2
    A2 = relu(Z2)
    D2 = np.random.rand(*A2.shape) > keep_prob
    A2[~D2] = 0
    A2 = A2 / keep_prob

    Z3 = W3.dot(A2) + b3
    A3 = sigmoid(Z3)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
