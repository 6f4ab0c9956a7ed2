"""The cost gets the squares over 2m; how strong the pull is, the gradients will settle."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    with np.errstate(all="ignore"):
        losses = np.where(Y == 1, -np.log(A3), -np.log(1 - A3))
    cross_entropy_cost = np.nansum(losses) / m

    total = 0
    for i in range(1, 4):
        total = total + np.power(parameters[f"W{i}"], 2).sum()
    L2_cost = total / (2 * m)

    return cross_entropy_cost + L2_cost
