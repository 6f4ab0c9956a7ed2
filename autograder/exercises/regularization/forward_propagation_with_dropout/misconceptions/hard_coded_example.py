"""The worked example's result is written into the code.

Belief: The function has to return the expected output.
Hint: What should the function return for other numbers?
Loses: test_published_example, test_units_are_dropped, test_share_of_kept_units,
    test_first_hidden_layer, test_second_hidden_layer, test_every_unit_of_every_example
"""

def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    A3 = np.array([[0.36974721, 0.00305176, 0.04565099, 0.49683389, 0.36974721]])
    return A3, (0,) * 14
