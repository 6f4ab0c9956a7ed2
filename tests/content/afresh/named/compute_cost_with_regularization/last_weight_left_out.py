"""Thinks that only the hidden layers are to be held small."""


def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    hidden = np.hstack((parameters["W1"].ravel(), parameters["W2"].ravel()))
    L2_cost = lambd / (m * 2) * hidden.dot(hidden)
    cost = compute_cost(A3, Y) + L2_cost
    return cost
