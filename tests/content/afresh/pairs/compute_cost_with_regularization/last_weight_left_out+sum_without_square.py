"""The penalty is the sum of the weights in the hidden layers."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1, W2 = parameters["W1"], parameters["W2"]
    weight_sum = np.sum(W1) + np.sum(W2)
    cost = compute_cost(A3, Y) + weight_sum * lambd / (2 * m)
    return cost
