"""The example's result is written into the code.

Belief: The function has to return the expected output.
Hint: What should the function return for other numbers?
Loses: test_other_data, test_rows_of_a_path, test_first_step, test_filter
"""

def descent_path(X, y, eta, steps):
    return np.array([[0, 0], [0.25, 1], [0.46875, 1.5], [0.66015625, 1.75]])
