"""The size of a weight is its absolute value, and the penalty is lambda/2 times that."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    size = 0
    for l in [1, 2, 3]:
        W = parameters["W{}".format(l)]
        size += np.sum(np.abs(W))
    cost = compute_cost(A3, Y) + lambd * size / 2
    return cost
