"""A loop over the layers."""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    L2_cost = 0
    for l in range(1, len(parameters) // 2 + 1):
        L2_cost += np.sum(np.square(parameters["W" + str(l)]))
    L2_cost *= lambd / (2 * m)
    return compute_cost(A3, Y) + L2_cost
