"""I scale the weights of the hidden layers by lambda and then take the squares."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    first = np.sum((lambd * W1) ** 2)
    second = np.sum((lambd * W2) ** 2)
    cost = compute_cost(A3, Y) + (first + second) / (2 * m)
    return cost
