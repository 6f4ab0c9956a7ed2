"""The cross-entropy is added up, not averaged.

Belief: The 1/m belongs to the penalty only.
Hint: Over what is the cost of the examples averaged?
Loses: test_published_example, test_other_networks, test_no_penalty_without_lambda
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = -np.sum(Y * np.log(A3) + (1 - Y) * np.log(1 - A3))
    squares = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
    L2_cost = lambd / (2 * m) * squares
    return cross_entropy_cost + L2_cost
