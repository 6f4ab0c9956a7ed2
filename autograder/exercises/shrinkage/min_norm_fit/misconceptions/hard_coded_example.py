"""The example's result is written into the code.

Belief: The function has to return the expected output.
Hint: What should the function return for other numbers?
Loses: test_more_examples, test_more_features, test_dependent_columns, test_best_fit,
    test_nothing_to_spare, test_twins_share
"""

def min_norm_fit(X, y):
    return np.array([0.6, 0.8])
