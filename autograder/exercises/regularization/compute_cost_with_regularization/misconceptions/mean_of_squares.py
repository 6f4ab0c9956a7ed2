"""The squares are averaged instead of added up.

Belief: The penalty is a mean like the cross-entropy.
Hint: Over what is the mean taken in the formula, and what is only summed?
Loses: test_published_example, test_other_networks, test_every_weight_matrix_counts
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = np.mean(np.square(W1)) + np.mean(np.square(W2)) + np.mean(np.square(W3))
    L2_cost = lambd / (2 * m) * squares
    return cross_entropy_cost + L2_cost
