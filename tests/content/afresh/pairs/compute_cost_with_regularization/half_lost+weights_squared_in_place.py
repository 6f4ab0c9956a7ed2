"""Square the matrices and add them up, times lambda over m."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    penalty = 0
    for key in ("W1", "W2", "W3"):
        np.square(parameters[key], out=parameters[key])
        penalty += parameters[key].sum()
    return compute_cost(A3, Y) + lambd * penalty / m
