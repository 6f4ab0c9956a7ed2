"""TypeError from np.square (no loop for a string): the loop goes over the names, not the arrays.
Always."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    acc = 0.0
    for W in parameters:
        if "W" in W:
            acc += np.sum(np.square(W))
    return compute_cost(A3, Y) + acc * lambd / (2 * m)
