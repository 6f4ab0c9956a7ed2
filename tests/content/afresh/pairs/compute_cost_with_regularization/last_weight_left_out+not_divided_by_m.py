"""lambda halves times the squares of the hidden weights; only the data term is a mean."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    hidden = ("W1", "W2")
    penalty = lambd / 2 * sum((parameters[h] ** 2).sum() for h in hidden)
    cost = compute_cost(A3, Y) + penalty
    return cost
