"""Has one half with lambda and another one with the squares."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    half_lambda = lambd / 2
    half_squares = [0.5 * (parameters[k] ** 2).sum() for k in parameters if k[0] == "W"]
    return compute_cost(A3, Y) + half_lambda * sum(half_squares) / m
