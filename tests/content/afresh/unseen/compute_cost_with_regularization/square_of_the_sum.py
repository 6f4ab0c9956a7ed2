"""First the entries of a matrix are added up, then the result is squared: Σ W, all squared."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    sums = np.array([parameters[name].sum() for name in ["W1", "W2", "W3"]])
    l2 = np.dot(sums, sums) * lambd / (2 * m)
    cost = np.add(compute_cost(A3, Y), l2)
    return cost
