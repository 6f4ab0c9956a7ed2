"""Thinks the penalty measures the size of each weight, so takes its absolute value."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    size = 0.0
    for key, value in parameters.items():
        if key.startswith("W"):
            size += np.abs(value).sum()
    cost = compute_cost(A3, Y) + size * lambd / (2 * m)
    return cost
