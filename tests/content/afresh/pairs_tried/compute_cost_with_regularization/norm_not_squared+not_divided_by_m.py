"""The norms are not squared, and the penalty is not divided by m.
"""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    norms = sum(np.linalg.norm(parameters[k]) for k in ("W1", "W2", "W3"))
    return compute_cost(A3, Y) + lambd / 2 * norms
