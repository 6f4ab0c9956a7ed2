"""The worked example's result is written into the code.

Belief: The function has to return the expected output.
Hint: What should the function return for other numbers?
Loses: test_published_example, test_other_networks, test_every_weight_matrix_counts,
    test_penalty_is_quadratic, test_proportional_to_lambda, test_shrinks_with_more_examples,
    test_one_example
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    return 1.7864859451590758
