def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = A3.shape[1]
    s = sum((parameters[k] ** 2).sum() for k in ("W1", "W2", "W3"))
    L = -(np.log(A3[Y == 1]).sum() + np.log(1 - A3[Y == 0]).sum())
    return L + s * lambd / m
