"""The caller's own X is changed.

Belief: `np.asarray` makes a copy.
Hint: Print X before and after the call. Whose numbers have changed?
Loses: test_unchanged
"""


def centre_columns(X):
    X = np.asarray(X, dtype=float)
    X -= X.mean(axis=0)
    return X
