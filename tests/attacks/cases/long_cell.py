"""A cell that is longer than any answer may be.

Aim: harm
Earns: 5
Padding: 300000
"""


def double(x):
    return 3 * x
# %% negate
def negate(x):
    return -x
