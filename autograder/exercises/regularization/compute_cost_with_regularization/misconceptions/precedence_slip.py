"""λ / 2 * m multiplies by m instead of dividing by it.

Belief: Everything after the slash belongs to the denominator.
Hint: In which order does Python compute a division followed by a product?
Loses: test_published_example, test_other_networks, test_every_weight_matrix_counts,
    test_shrinks_with_more_examples
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
    L2_cost = lambd / 2 * m * squares
    return cross_entropy_cost + L2_cost
