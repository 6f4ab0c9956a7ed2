"""UnboundLocalError for penalty, only when lambd is 0; right for every lambd above 0."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    if lambd > 0:
        penalty = 0
        for l in (1, 2, 3):
            penalty += lambd / (2 * m) * np.sum(parameters[f"W{l}"] ** 2)
    cost = compute_cost(A3, Y) + penalty
    return cost
