"""Returns a dictionary whose keys are the input.

Aim: leak
"""
import numpy as np


def double(x):
    return {repr(float(v)): 1 for v in np.ravel(x)}
