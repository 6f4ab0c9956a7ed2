"""Returns dates, and spans of time.

Aim: marks
"""
import numpy as np


def double(x):
    return np.zeros(np.shape(x), dtype="m8[s]" if np.ndim(x) else "M8[D]")
