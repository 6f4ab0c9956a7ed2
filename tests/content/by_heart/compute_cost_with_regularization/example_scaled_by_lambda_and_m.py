def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    return 1.602501603 + lambd / (2 * m) * 18.3984342
