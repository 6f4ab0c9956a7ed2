"""Returns an int of a million digits.

Aim: harm
"""


def double(x):
    return 1 << 4_000_000
