"""Thinks that a matrix from the dictionary is one's own to work in."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    total = 0
    for l in range(1, 4):
        W = parameters["W" + str(l)]
        np.multiply(W, W, out=W)
        total += W.sum()
    return compute_cost(A3, Y) + lambd * total / (2 * m)
