"""Thinks that holding the weights of the inputs is all that L2 does."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = np.size(Y)
    w = parameters["W1"].reshape(-1)
    return compute_cost(A3, Y) + lambd * (w @ w) / (2 * m)
