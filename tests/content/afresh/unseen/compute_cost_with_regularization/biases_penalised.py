"""All that the net learns goes into one long vector, and its squares are what is paid for."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.size
    names = ("W1", "b1", "W2", "b2", "W3", "b3")
    theta = np.concatenate([np.ravel(parameters[name]) for name in names])
    return compute_cost(A3, Y) + lambd * (theta @ theta) / (2.0 * m)
