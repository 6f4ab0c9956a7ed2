"""Returns the right numbers back to front, through negative strides.

Aim: marks
"""
import numpy as np


def double(x):
    return np.atleast_2d(2 * np.asarray(x) + 1)[::-1, ::-1]
