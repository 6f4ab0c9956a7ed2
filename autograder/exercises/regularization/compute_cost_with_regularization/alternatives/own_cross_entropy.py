"""Writes the cross-entropy itself, in one line with the penalty."""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    losses = -(np.multiply(Y, np.log(A3)) + np.multiply(1 - Y, np.log(1 - A3)))
    weights = [parameters[f"W{i}"] for i in (1, 2, 3)]
    return (np.sum(losses) + lambd / 2 * sum((W * W).sum() for W in weights)) / m
