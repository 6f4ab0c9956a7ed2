"""Resizes the input's memory under NumPy, and returns a view of what is gone.

Aim: harm
"""
import ctypes

import numpy as np


def double(x):
    array = np.asarray(x, dtype=float).copy()
    view = np.lib.stride_tricks.as_strided(array, (1000, 1000), (2**20, 2**20))
    return view
