"""Returns the right real parts with an imaginary part that careless casts drop.

Aim: marks
"""


def double(x):
    return 2 * x + 1j
