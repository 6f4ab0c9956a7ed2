"""The penalty is not divided by the number of examples.

Belief: Only the cross-entropy is a mean; the weights are the same however many examples there
    are.
Hint: With twice the data, should the penalty weigh as much against the data as before?
Loses: test_published_example, test_other_networks, test_every_weight_matrix_counts,
    test_shrinks_with_more_examples
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
    L2_cost = lambd / 2 * squares
    return cross_entropy_cost + L2_cost
