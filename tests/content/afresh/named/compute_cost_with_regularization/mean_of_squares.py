"""Thinks that means are taken everywhere, over the entries of a matrix too."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    penalty = 0
    for key in sorted(parameters):
        if "W" in key:
            W = parameters[key]
            penalty += np.sum(W**2) / W.size
    return compute_cost(A3, Y) + lambd / (2 * m) * penalty
