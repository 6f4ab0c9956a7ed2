"""The worked example's results are written into the code.

Belief: The function has to return the expected output.
Hint: What should the function return for other numbers?
Loses: test_published_example, test_mask_of_the_second_layer, test_mask_of_the_first_layer,
    test_scale_of_the_second_layer, test_scale_of_the_first_layer, test_other_networks,
    test_numerical_gradient, test_kinds_of_masks, test_one_example
"""

def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    dA1 = np.array([[0.36544439, 0, -0.00188233, 0, -0.17408748], [0.65515713, 0, -0.00337459, 0, 0]])
    dA2 = np.array([[0.58180856, 0, -0.00299679, 0, -0.27715731],
                    [0, 0.53159854, 0, 0.53159854, -0.34089673],
                    [0, 0, -0.00292733, 0, 0]])
    return {"dA1": dA1, "dA2": dA2}
