"""The norm with the two bars and the 2 is np.linalg.norm(W, 2), squared."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    norms = {l: np.linalg.norm(parameters["W" + str(l)], 2) for l in range(1, 4)}
    l2 = lambd * (norms[1] ** 2 + norms[2] ** 2 + norms[3] ** 2) / (2 * m)
    cost = compute_cost(A3, Y) + l2
    return cost
