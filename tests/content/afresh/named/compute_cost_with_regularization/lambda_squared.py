"""Scales the weights by lambda first and squares what comes out."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    squares = [np.sum((lambd * W) ** 2) for k, W in parameters.items() if k[0] == "W"]
    return compute_cost(A3, Y) + sum(squares) / (2 * m)
