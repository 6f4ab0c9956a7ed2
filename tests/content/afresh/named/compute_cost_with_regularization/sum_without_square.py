"""Thinks that the penalty is the sum of all weights."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    total = 0.0
    for i in range(3):
        total = total + parameters["W" + str(i + 1)].sum()
    return compute_cost(A3, Y) + total * lambd / (2.0 * m)
