"""The largest singular value is squared, not all entries.

Belief: A matrix norm of order 2 is the root of the sum of squares.
Hint: Compare your norm with the sum of squares for a matrix of ones.
Loses: test_published_example, test_other_networks, test_every_weight_matrix_counts
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = sum(np.linalg.norm(W, 2) ** 2 for W in (W1, W2, W3))
    L2_cost = lambd / (2 * m) * squares
    return cross_entropy_cost + L2_cost
