"""The half is missing, and the biases are in the sum.
"""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    penalty = 0
    for name in parameters:
        penalty += np.sum(parameters[name] ** 2)
    return compute_cost(A3, Y) + lambd / m * penalty
