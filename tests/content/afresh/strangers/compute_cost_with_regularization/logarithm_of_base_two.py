"""The cross-entropy is taken with the logarithm of base 2.

Kind: not in the bank
"""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        losses = -Y * np.log2(A3) - (1 - Y) * np.log2(1 - A3)
    total = sum(np.sum(parameters[k] ** 2) for k in ("W1", "W2", "W3"))
    return np.nansum(losses) / m + lambd * total / (2 * m)
