"""The cross-entropy is missing.

Belief: The function computes the regularisation part only.
Hint: What would training do with a cost that does not look at the predictions?
Loses: test_published_example, test_other_networks, test_no_penalty_without_lambda
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
    L2_cost = lambd / (2 * m) * squares
    return L2_cost
