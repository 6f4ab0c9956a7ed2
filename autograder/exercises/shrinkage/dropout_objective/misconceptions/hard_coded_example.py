"""The example's result is written into the code.

Belief: The function has to return the expected output.
Hint: What should the function return for other numbers?
Loses: test_value, test_gradient, test_all_masks, test_gradient_is_the_slope_of_the_value,
    test_nothing_dropped, test_other_units
"""

def dropout_objective(X, y, w, p):
    return 2.5, np.zeros(2)
