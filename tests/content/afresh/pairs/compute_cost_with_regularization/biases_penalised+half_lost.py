"""Every parameter has its price, lambda over m times its square."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    price = 0
    for name in parameters:
        price += np.sum(np.square(parameters[name]))
    price *= lambd / m
    return compute_cost(A3, Y) + price
