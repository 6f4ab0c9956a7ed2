"""Big matrices should not pay more than small ones, so I take the mean of the squares."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    reg = 0
    for name in ["W1", "W2", "W3"]:
        reg += np.mean(parameters[name] ** 2)
    return compute_cost(A3, Y) + (lambd / (2 * m)) * reg
