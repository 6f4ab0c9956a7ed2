"""Takes np.linalg.norm for the sum of the squares."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    norms = 0
    for l in range(1, 4):
        W = parameters["W" + str(l)]
        norms += np.sqrt((W * W).sum())
    m = Y.shape[1]
    return compute_cost(A3, Y) + norms / (2 * m) * lambd
