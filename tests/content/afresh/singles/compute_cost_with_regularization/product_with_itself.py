"""The square of a matrix is the matrix times itself."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]

    def squared(M):
        return np.dot(M, M)

    total = 0
    for l in 1, 2, 3:
        total += np.sum(squared(parameters["W%d" % l]))
    cost = compute_cost(A3, Y) + lambd * total / (2 * m)
    return cost
