"""Add up each matrix, square it, and take it away from the fit."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    fit = compute_cost(A3, Y)
    total = 0
    for l in range(3):
        W = parameters["W" + str(l + 1)]
        total += np.square(np.sum(W))
    return fit - lambd / (2 * m) * total
