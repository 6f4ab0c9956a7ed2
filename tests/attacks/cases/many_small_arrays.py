"""Returns a hundred thousand arrays.

Aim: harm
"""
import numpy as np


def double(x):
    return [np.zeros(1)] * 100_000
