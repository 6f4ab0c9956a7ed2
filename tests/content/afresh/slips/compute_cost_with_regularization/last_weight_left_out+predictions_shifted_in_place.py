"""A tiny number keeps the log finite; the penalty is for hidden layers.

Is: last_weight_left_out
"""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    A3 += 1e-12  # no log(0)
    cost = compute_cost(A3, Y)
    for k in ("W1", "W2"):
        cost += lambd / (2 * m) * np.sum(parameters[k] ** 2)
    return cost
