"""L2 means the L2 norm of each matrix, which is the root of its squares added up."""


def l2_norm(matrix):
    return np.sqrt(np.sum(matrix ** 2))


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    norms = [l2_norm(parameters[key]) for key in ("W1", "W2", "W3")]
    return compute_cost(A3, Y) + (lambd / (2 * m)) * np.sum(norms)
