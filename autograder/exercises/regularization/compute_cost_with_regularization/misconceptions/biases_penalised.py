"""The biases are penalised too.

Belief: Regularisation shrinks every parameter.
Hint: Which parameters make a boundary bend, and which only move it?
Loses: test_published_example, test_other_networks, test_biases_are_free, test_one_example
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    total = 0
    for value in parameters.values():
        total += np.sum(np.square(value))
    return compute_cost(A3, Y) + lambd * total / (2 * m)
