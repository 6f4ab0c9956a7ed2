"""KeyError: 'W4', always: the loop runs one layer too far."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    total = 0
    for l in range(1, 5):
        total += np.sum(np.square(parameters["W" + str(l)]))
    return compute_cost(A3, Y) + lambd * total / (2 * m)
