"""The first layer is the one that can learn the noise of the data, so only it has to pay."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    W = parameters["W1"]
    rows, columns = W.shape
    squared = 0.0
    for i in range(rows):
        for j in range(columns):
            squared += float(W[i, j]) ** 2
    m = len(Y[0])
    regularisation = 1.0 / m * lambd / 2 * squared
    return compute_cost(A3, Y) + regularisation
