"""lambda over 2m is written lambd / 2 * m."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    w = [parameters["W1"], parameters["W2"], parameters["W3"]]
    s = 0
    for mat in w:
        s += np.sum(np.multiply(mat, mat))
    cost = compute_cost(A3, Y) + lambd / 2 * m * s
    return cost
