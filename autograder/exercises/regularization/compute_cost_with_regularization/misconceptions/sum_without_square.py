"""The weights are added up without being squared.

Belief: The penalty is the size of the weights, so their sum.
Hint: What does a weight of -3 contribute, and what one of 3?
Loses: test_published_example, test_other_networks, test_every_weight_matrix_counts,
    test_penalty_is_quadratic
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = np.sum(W1) + np.sum(W2) + np.sum(W3)
    L2_cost = lambd / (2 * m) * squares
    return cross_entropy_cost + L2_cost
