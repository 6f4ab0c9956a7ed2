"""The penalty is a mean too, so I average it like the cross-entropy."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    l2 = 0
    for i in range(1, 4):
        W = parameters["W" + str(i)]
        b = parameters["b" + str(i)]
        l2 = l2 + np.sum(W ** 2) + np.sum(b ** 2)
    l2 = l2 / m
    cost = compute_cost(A3, Y) + lambd / (2 * m) * l2
    return cost
