"""Cross-entropy is a sum over the examples, and the L2 term is lambda over m times the squares."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    logprobs = -Y * np.log(A3) - (1 - Y) * np.log(1 - A3)
    cross_entropy_cost = np.nansum(logprobs)
    squares = 0
    for l in range(1, 4):
        squares += np.sum(np.square(parameters["W" + str(l)]))
    L2_regularization_cost = lambd * squares / m
    cost = cross_entropy_cost + L2_regularization_cost
    return cost
