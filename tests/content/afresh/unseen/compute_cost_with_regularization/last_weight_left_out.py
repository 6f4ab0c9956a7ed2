"""Regularisation is for hidden layers; the weights that lead to the output are left in peace."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    cost = compute_cost(A3, Y)
    hidden = (parameters["W1"], parameters["W2"])
    for W in hidden:
        cost = cost + lambd / (2 * m) * np.vdot(W, W)
    return cost
