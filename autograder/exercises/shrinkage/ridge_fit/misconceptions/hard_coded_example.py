"""The example's result is written into the code.

Belief: The function has to return the expected output.
Hint: What should the function return for other numbers?
Loses: test_other_data, test_shifted_data, test_shares_kept, test_slope_is_zero, test_no_penalty,
    test_more_features_than_examples
"""

def ridge_fit(X, y, lam):
    return np.array([1.0, 1.6]), 0.0
