"""Thinks everything that is learnt has to be kept small, so runs over the whole dictionary."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = A3.shape[1]
    l2 = 0
    for array in parameters.values():
        l2 = l2 + np.linalg.norm(array) ** 2
    return compute_cost(A3, Y) + l2 * (lambd / (2 * m))
