"""The result has X's kind of numbers: with whole numbers, the fractions are cut off.

Belief: `np.zeros_like(X)` is an empty matrix for any numbers.
Hint: Print the `dtype` of your result. Can it hold a half?
Loses: test_whole_numbers
"""


def centre_columns(X):
    centred = np.zeros_like(X)
    centred[:] = X - X.mean(axis=0)
    return centred
