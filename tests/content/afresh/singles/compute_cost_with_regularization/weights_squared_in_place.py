"""I square the weights first and add them up after that."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    for W in (W1, W2, W3):
        W **= 2
    total = W1.sum() + W2.sum() + W3.sum()
    cost = compute_cost(A3, Y) + lambd * total / (2 * m)
    return cost
