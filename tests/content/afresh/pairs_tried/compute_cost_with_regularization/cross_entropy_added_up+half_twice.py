"""The cross-entropy is not averaged, and the penalty is halved twice.
"""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    total = sum(np.sum(parameters[k] ** 2) / 2 for k in ("W1", "W2", "W3"))
    return compute_cost(A3, Y) * m + lambd * total / (2 * m)
