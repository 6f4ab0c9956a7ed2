"""The worked example's A3 replaces what the plain pass computes.

Belief: The function has to return the expected output.
Hint: What should the function return for other numbers?
Loses: test_published_example, test_units_are_dropped, test_share_of_kept_units,
    test_first_hidden_layer, test_second_hidden_layer, test_every_unit_of_every_example
Like: hard_coded_example
"""

def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    _, cache = forward_propagation(X, parameters)
    (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3) = cache
    A3 = np.array([[0.36974721, 0.00305176, 0.04565099, 0.49683389, 0.36974721]])
    D1 = np.ones(A1.shape)
    D2 = np.ones(A2.shape)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
