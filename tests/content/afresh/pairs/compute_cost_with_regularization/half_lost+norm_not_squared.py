"""lambda/m times the norms of the weight matrices."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1, W2, W3 = (parameters[k] for k in ("W1", "W2", "W3"))
    norms = np.linalg.norm(W1) + np.linalg.norm(W2) + np.linalg.norm(W3)
    return compute_cost(A3, Y) + lambd / m * norms
