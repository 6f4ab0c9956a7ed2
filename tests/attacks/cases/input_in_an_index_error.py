"""Fills the numbers of one of NumPy's own messages with the input's digits.

Aim: leak
Same: no (nine digits of numbers are told, so that real messages stay readable)
"""
import numpy as np


def double(x):
    digits = f"{abs(float(np.ravel(x)[0])) % 10:.13f}".replace(".", "")
    a, b, c = digits[:4], digits[4:8], digits[8:12]
    raise ValueError(f"operands could not be broadcast together with shapes ({a}, {b}) ({c},)")
