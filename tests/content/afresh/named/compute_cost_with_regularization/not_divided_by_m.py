"""Thinks the weights do not care how many examples there are, so has lambda over two only."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    penalty = 0.0
    for name in ("W3", "W2", "W1"):
        for row in parameters[name]:
            for w in row:
                penalty += w * w
    return compute_cost(A3, Y) + penalty * lambd / 2
