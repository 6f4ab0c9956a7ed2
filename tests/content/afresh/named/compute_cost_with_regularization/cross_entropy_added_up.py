"""Divides the penalty by m and forgets that the cross-entropy is a mean too."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        cross = np.nansum(-(Y * np.log(A3) + (1 - Y) * np.log(1 - A3)))
    l2 = lambd / (2 * m) * sum(np.sum(parameters["W" + n] ** 2) for n in "123")
    return cross + l2
