def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = A3.shape[1]
    s = sum((v ** 2).sum() for v in parameters.values())
    return compute_cost(A3, Y) + lambd / 2 * s
