"""The penalty is lambda over m times the sum of all squared weights."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    n_examples = Y.shape[1]
    fit = compute_cost(A3, Y)
    total = 0.0
    for layer in (1, 2, 3):
        total = total + (parameters[f"W{layer}"] ** 2).sum()
    return fit + lambd / n_examples * total
