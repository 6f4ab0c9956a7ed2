"""One array is appended again and again: every row is the last one.

Belief: Appending w stores the numbers that it has then.
Hint: Print the list after two steps. How many different arrays are in it?
Loses: test_other_data, test_rows_of_a_path, test_filter, test_step_size_too_large
"""

def descent_path(X, y, eta, steps):
    n, d = X.shape
    w = np.zeros(d)
    rows = [w]
    for t in range(steps):
        error = X @ w - y
        slope = X.T @ error / n
        w -= eta * slope
        rows.append(w)
    path = np.array(rows)
    return path
