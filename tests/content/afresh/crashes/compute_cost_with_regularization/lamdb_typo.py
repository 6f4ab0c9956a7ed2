"""NameError: name 'lamdb' is not defined, always, in the line of the penalty."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    l2 = lamdb / (2 * m) * (np.sum(W1 ** 2) + np.sum(W2 ** 2) + np.sum(W3 ** 2))
    cost = compute_cost(A3, Y) + l2
    return cost
