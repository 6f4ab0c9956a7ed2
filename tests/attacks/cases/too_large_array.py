"""Returns more than may cross.

Aim: harm
"""
import numpy as np


def double(x):
    return np.ones(2**27, dtype=np.int8)
