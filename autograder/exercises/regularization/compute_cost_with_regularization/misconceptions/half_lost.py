"""The ½ of the penalty is missing.

Belief: The penalty is λ/m times the squares, as in the gradient.
Hint: Which factor does the derivative of a square bring with it, and where was it taken care of?
Loses: test_published_example, test_other_networks, test_every_weight_matrix_counts,
    test_one_example
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
    L2_cost = lambd / m * squares
    return cross_entropy_cost + L2_cost
