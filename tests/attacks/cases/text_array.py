"""Returns the numbers as text.

Aim: marks
"""
import numpy as np


def double(x):
    return np.asarray(2 * x).astype("U32")
