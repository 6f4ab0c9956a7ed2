"""The penalty is missing.

Belief: The given cost already does the job; λ only matters in the gradients.
Hint: What would gradient descent minimise if λ were not in the cost?
Loses: test_published_example, test_other_networks, test_every_weight_matrix_counts,
    test_penalty_is_quadratic, test_proportional_to_lambda, test_shrinks_with_more_examples,
    test_one_example
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    cross_entropy_cost = compute_cost(A3, Y)
    return cross_entropy_cost
