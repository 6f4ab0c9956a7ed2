"""I keep the penalty with the parameters so that I can plot it later."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    weights = [parameters[k] for k in parameters if k.startswith("W")]
    l2_cost = lambd / 2 / m * sum(np.vdot(W, W) for W in weights)
    parameters["l2_cost"] = l2_cost
    return compute_cost(A3, Y) + l2_cost
