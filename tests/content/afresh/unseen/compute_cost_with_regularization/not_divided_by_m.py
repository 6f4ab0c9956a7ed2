"""The weights do not belong to any example, so how many examples there are plays no part."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    weights = [parameters["W" + str(number)] for number in (1, 2, 3)]
    penalty = 0.5 * lambd * sum(np.linalg.norm(W) ** 2 for W in weights)
    return penalty + compute_cost(A3, Y)
