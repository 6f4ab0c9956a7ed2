"""The penalty is divided by m squared, and W3 is not in it.
"""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    penalty = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    return compute_cost(A3, Y) + lambd / (2 * m**2) * penalty
