"""The function leaves its own entries in the parameters.

Belief: The dictionary is a handy place for intermediate results.
Hint: What will the update of the parameters find in the dictionary afterwards?
Loses: test_arguments_unchanged
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)
    squares = np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3))
    L2_cost = lambd / (2 * m) * squares
    parameters["L2"] = L2_cost
    return cross_entropy_cost + L2_cost
