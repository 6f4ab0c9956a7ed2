"""TypeError: 'int' object is not callable: the star between (2 * m) and the bracket is missing.
Always."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    squares = np.sum(parameters["W1"] ** 2) + np.sum(parameters["W2"] ** 2)
    squares += np.sum(parameters["W3"] ** 2)
    cost = compute_cost(A3, Y) + lambd / (2 * m)(squares)
    return cost
