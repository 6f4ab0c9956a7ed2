"""Squares copies of the weights in place."""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    total = 0.0
    for l in (1, 2, 3):
        W = parameters["W" + str(l)].copy()
        W *= W
        total += W.sum()
    return np.squeeze(compute_cost(A3, Y) + lambd * total / (2 * Y.shape[1]))
