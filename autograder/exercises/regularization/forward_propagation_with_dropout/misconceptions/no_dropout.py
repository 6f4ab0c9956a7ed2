"""This is the plain forward pass.

Belief: Dropout takes place in the backward pass.
Hint: What must be different for a dropped unit when the next layer is computed?
Loses: test_published_example, test_units_are_dropped, test_share_of_kept_units,
    test_first_hidden_layer, test_second_hidden_layer, test_every_unit_of_every_example
"""

def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    A3, (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, _, W3, b3) = forward_propagation(X, parameters)
    D1 = np.ones(A1.shape)
    D2 = np.ones(A2.shape)
    return A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3)
