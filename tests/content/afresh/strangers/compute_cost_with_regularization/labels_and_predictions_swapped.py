"""The labels and the predictions are handed to compute_cost the wrong way round.

Kind: not in the bank
"""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    total = sum(np.sum(parameters[k] ** 2) for k in ("W1", "W2", "W3"))
    return compute_cost(Y, A3) + lambd * total / (2 * m)
