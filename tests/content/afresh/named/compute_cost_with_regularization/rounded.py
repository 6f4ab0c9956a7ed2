"""Gives the cost with as many decimals as one would print."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    l2 = sum(np.linalg.norm(parameters[k]) ** 2 for k in ("W1", "W2", "W3")) * lambd / (2 * m)
    return float("%.4f" % (compute_cost(A3, Y) + l2))
