"""Prints without end.

Aim: harm
Stock: skip (bomb)
"""


def double(x):
    while True:
        print("x" * 10**6)
