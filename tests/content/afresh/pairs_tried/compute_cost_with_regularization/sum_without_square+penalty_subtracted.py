def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = A3.shape[1]
    s = sum(parameters[k].sum() for k in ("W1", "W2", "W3"))
    return compute_cost(A3, Y) - lambd / m / 2 * s
