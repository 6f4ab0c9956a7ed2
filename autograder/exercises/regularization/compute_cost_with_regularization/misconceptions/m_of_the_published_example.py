"""The number of examples of the worked example is written into the code.

Belief: There are always five examples.
Hint: What tells you how many examples there are when somebody else calls the function?
Loses: test_other_networks, test_every_weight_matrix_counts, test_shrinks_with_more_examples,
    test_one_example
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = 5
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
    L2_cost = lambd / (2 * m) * squares
    return cross_entropy_cost + L2_cost
