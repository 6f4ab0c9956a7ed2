"""All parameters should be small, so I add up the squares of everything in the dictionary."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = A3.shape[1]
    squares = [np.einsum("ij,ij->", value, value) for value in parameters.values()]
    cost = compute_cost(A3, Y) + 0.5 * lambd * sum(squares) / m
    return cost
