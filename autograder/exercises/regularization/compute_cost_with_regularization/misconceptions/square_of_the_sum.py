"""Each matrix is added up first and squared afterwards.

Belief: Summing and squaring can be swapped.
Hint: Try both orders on the two weights 1 and -1.
Loses: test_published_example, test_other_networks, test_every_weight_matrix_counts
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = np.sum(W1) ** 2 + np.sum(W2) ** 2 + np.sum(W3) ** 2
    L2_cost = lambd / (2 * m) * squares
    return cross_entropy_cost + L2_cost
