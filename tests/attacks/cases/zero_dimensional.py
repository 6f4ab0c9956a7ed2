"""Returns an array of no dimensions, which broadcasts against all.

Aim: marks
"""
import numpy as np


def double(x):
    return np.array(np.mean(2 * x) + 1)
