"""The mean of the whole matrix is taken off every column.

Belief: A matrix has one mean.
Hint: `X.mean()` is one number. How many means are there, if each feature has its own?
Loses: test_columns, test_whole_numbers
"""


def centre_columns(X):
    return X - X.mean()
