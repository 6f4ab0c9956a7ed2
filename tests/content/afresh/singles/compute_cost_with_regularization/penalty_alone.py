"""The cost with regularization is the regularization cost."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = A3.shape[-1]
    acc = 0.0
    for key, value in parameters.items():
        if key[0] == "W":
            acc += float(np.sum(value * value))
    cost = acc * lambd / (2.0 * m)
    return cost
