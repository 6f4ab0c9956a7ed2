"""A typing mistake: W2 is counted twice, and W1 not at all.

Kind: not in the bank
"""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W2"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    total = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
    return compute_cost(A3, Y) + lambd * total / (2 * m)
