"""Counts the layers rightly, and thinks that range goes up to that number."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    L = len(parameters) // 2
    reg = 0
    for l in range(1, L):
        reg += np.sum(np.multiply(parameters["W" + str(l)], parameters["W" + str(l)]))
    reg = reg * lambd / 2 / Y.shape[1]
    return compute_cost(A3, Y) + reg
