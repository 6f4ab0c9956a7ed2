"""Takes W and b of a layer for one thing and squares both."""


def squares(array):
    flat = array.ravel()
    return np.dot(flat, flat)


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    examples = Y.size
    total = 0
    for layer in range(1, 4):
        total += squares(parameters["W" + str(layer)])
        total += squares(parameters["b" + str(layer)])
    penalty = 0.5 * lambd * total / examples
    return penalty + compute_cost(A3, Y)
