def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = A3.shape[1]
    s = 0
    for l in range(1, 3):
        s += np.linalg.norm(parameters["W%d" % l]) ** 2
    return compute_cost(A3, Y) + lambd * s / m
