"""The loop over the layers stops one layer too early.

Belief: A range includes its end.
Hint: Print the numbers that your loop runs through.
Loses: test_published_example, test_other_networks, test_every_weight_matrix_counts
Like: last_weight_left_out
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    L = len(parameters) // 2
    penalty = 0
    for l in range(1, L):
        penalty += np.sum(parameters["W" + str(l)] ** 2)
    return compute_cost(A3, Y) + lambd * penalty / (2 * m)
