"""The norms of the matrices are added up, not their squares.

Belief: The L2 norm is the sum of the squares.
Hint: What does a norm do after it has added up the squares?
Loses: test_published_example, test_other_networks, test_every_weight_matrix_counts,
    test_penalty_is_quadratic
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = sum(np.linalg.norm(W) for W in (W1, W2, W3))
    L2_cost = lambd / (2 * m) * squares
    return cross_entropy_cost + L2_cost
