"""Thinks it is all the same whether one squares before or after the sum."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    sums = [np.sum(parameters[key]) for key in ["W1", "W2", "W3"]]
    penalty = np.sum(np.square(sums)) * lambd * (1 / (2 * m))
    return compute_cost(A3, Y) + penalty
