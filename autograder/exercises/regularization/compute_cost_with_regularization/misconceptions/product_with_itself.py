"""The matrix product W·W is used as the square, which needs square matrices.

Belief: The square of a matrix is its product with itself.
Hint: Which numbers does a matrix product multiply with each other?
Loses: test_published_example, test_other_networks, test_every_weight_matrix_counts,
    test_penalty_is_quadratic
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = np.sum(np.dot(W1, W1)) + np.sum(np.dot(W2, W2)) + np.sum(np.dot(W3, W3))
    L2_cost = lambd / (2 * m) * squares
    return cross_entropy_cost + L2_cost
