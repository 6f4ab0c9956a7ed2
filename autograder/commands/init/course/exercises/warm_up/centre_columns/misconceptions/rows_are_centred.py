"""Each row loses its own mean, not each column.

Belief: `axis=1` means the columns.
Hint: `axis` names the axis that vanishes. Which one must vanish to leave a number for each column?
Loses: test_columns, test_whole_numbers
"""


def centre_columns(X):
    return X - X.mean(axis=1, keepdims=True)
