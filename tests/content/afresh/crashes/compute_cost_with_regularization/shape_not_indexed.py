"""TypeError: cannot unpack non-iterable int object, always: one number of the shape is unpacked
into two names."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    n, m = A3.shape[1]
    squares = sum((parameters[k] ** 2).sum() for k in ["W1", "W2", "W3"])
    cost = compute_cost(A3, Y) + lambd * squares / (2 * m)
    return cost
