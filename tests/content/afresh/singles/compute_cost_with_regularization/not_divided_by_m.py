"""The price of the weights has nothing to do with how many examples there are."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    frobenius = lambda M: np.linalg.norm(M) ** 2
    price = sum(frobenius(parameters[k]) for k in ("W1", "W2", "W3")) * lambd / 2
    return compute_cost(A3, Y) + price
