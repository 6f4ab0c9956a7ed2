"""Averages the log losses but adds the penalty after the mean was taken."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    with np.errstate(divide="ignore", invalid="ignore"):
        losses = np.where(Y == 1, -np.log(A3), -np.log(1 - A3))
    mean_loss = np.nansum(losses) / losses.size
    l2 = sum(np.linalg.norm(parameters[f"W{i}"], "fro") ** 2 for i in range(1, 4))
    return mean_loss + 0.5 * lambd * l2
