"""A helper of its own."""

def frobenius_squared(W):
    return float((W * W).sum())


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    names = ["W1", "W2", "W3"]
    penalty = sum(map(frobenius_squared, (parameters[name] for name in names)))
    return compute_cost(A3, Y) + penalty * lambd / (2.0 * Y.shape[1])
