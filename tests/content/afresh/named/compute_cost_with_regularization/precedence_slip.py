"""Writes 2 * m behind the slash and trusts that both stand below it."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    all_squares = 0
    for layer in (1, 2, 3):
        all_squares += np.sum(parameters[f"W{layer}"] ** 2)
    l2 = lambd * all_squares / 2 * m
    return l2 + compute_cost(A3, Y)
