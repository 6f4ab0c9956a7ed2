"""ValueError: operands could not be broadcast together, whenever the shapes of W1, W2 and W3 do
not fit, which is the usual case: the matrices are added before the sum."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
    total = np.sum(W1 ** 2 + W2 ** 2 + W3 ** 2)
    return compute_cost(A3, Y) + lambd * total / (2 * m)
