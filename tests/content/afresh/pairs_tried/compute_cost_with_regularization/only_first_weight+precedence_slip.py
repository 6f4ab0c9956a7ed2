def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = A3.shape[1]
    return compute_cost(A3, Y) + lambd / 2 * m * np.sum(parameters["W1"] ** 2)
