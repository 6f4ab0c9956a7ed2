"""The biases are penalised in place of the weights.

Belief: These keys of the parameters are the weights.
Hint: What do the keys of the parameters stand for?
Loses: test_published_example, test_other_networks, test_every_weight_matrix_counts,
    test_penalty_is_quadratic
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["b1"]
    W2 = parameters["b2"]
    W3 = parameters["b3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
    L2_cost = lambd / (2 * m) * squares
    return cross_entropy_cost + L2_cost
