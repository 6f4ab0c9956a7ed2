"""Remembers the penalty as lambda over m, times all the squares."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    cross_entropy_cost = compute_cost(A3, Y)
    L2_regularization_cost = 0
    for l in [1, 2, 3]:
        W = parameters["W%d" % l]
        L2_regularization_cost += np.einsum("ij,ij->", W, W)
    L2_regularization_cost *= lambd / m
    return cross_entropy_cost + L2_regularization_cost
